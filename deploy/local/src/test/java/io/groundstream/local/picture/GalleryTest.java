package io.groundstream.local.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;

import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

final class GalleryTest {
    private static final int GREY = 0xff808080;

    @Test
    void boxesAndTheWordsOfTheirPhraseHaveOneColour() {
        var drawn = AnnotatedPicture.draw(picture(400, 300), result());

        var colour = AnnotatedPicture.colour(0);
        assertThat(new Color(drawn.getRGB(100, 150))).isEqualTo(colour);
        assertThat(new Color(drawn.getRGB(300, 150))).isEqualTo(colour);
        assertThat(drawn.getRGB(200, 150)).isEqualTo(GREY);
        assertThat(count(drawn, 300, colour)).as("words of the phrase").isPositive();
        assertThat(count(drawn, 300, Color.DARK_GRAY)).as("other words").isPositive();
    }

    @Test
    void aWordIsColouredByItsPlaceInCodePoints() {
        var result = result("\uD83D\uDE00\uD83D\uDE00 car", 3, 6);

        var drawn = AnnotatedPicture.draw(picture(400, 300), result);

        assertThat(count(drawn, 300, AnnotatedPicture.colour(0))).isPositive();
    }

    @Test
    void picturesOfAnyShapeLieSideBySideWithoutOverlap() {
        var gallery = new Gallery();
        gallery.add(picture(640, 480), result());
        gallery.add(picture(300, 600), result());
        gallery.add(picture(480, 480), result());
        gallery.add(picture(640, 480), result());

        var sheet = gallery.sheet();

        // the fourth lies below the first, which leaves its column the shortest
        assertThat(sheet.getWidth()).isEqualTo(3 * 400 + 4 * 12);
        assertThat(sheet.getHeight()).isGreaterThan(800);
        assertThat(count(sheet, 0, new Color(GREY)))
                .isGreaterThan(2 * 350 * 250 + 350 * 700 + 350 * 350);
    }

    private static long count(BufferedImage image, int fromRow, Color colour) {
        long count = 0;
        for (int y = fromRow; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    private static BufferedImage picture(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(new Color(GREY));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return picture;
    }

    private static TaskResult result() {
        return result("An image of a large red car.", 12, 27);
    }

    private static TaskResult result(String text, int start, int end) {
        var box = new ScoredBox(new Box(0.25, 0.25, 0.75, 0.75), 0.9, 0.8);
        return new TaskResult(
                new TaskRequest(TaskKind.BRIEF_CAPTION, null, null),
                text,
                0.9,
                0.8,
                "none",
                List.of(new Entity("car", start, end, 0.9, 0.8, List.of(box))),
                false,
                text);
    }
}
