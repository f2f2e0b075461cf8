package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

final class CaptionTest {
    @Test
    void readsAsAPersonWouldWriteIt() {
        var things =
                List.of(
                        thing(Kind.CAR, Colour.RED, Size.LARGE),
                        thing(Kind.TREE, Colour.GREEN, Size.SMALL),
                        thing(Kind.BALL, Colour.BLUE, Size.SMALL));

        assertThat(Caption.brief(things).text())
                .isEqualTo(
                        "An image of a large red car, a small green tree and a small blue ball.");
        assertThat(Caption.brief(things.subList(0, 2)).text())
                .isEqualTo("An image of a large red car and a small green tree.");
        assertThat(Caption.brief(things.subList(0, 1)).text())
                .isEqualTo("An image of a large red car.");
    }

    @Test
    void aDetailedCaptionCountsPlacesAndRelates() {
        var scene =
                scene(
                        Setting.NIGHT,
                        thing(Kind.CAR, Colour.RED, Size.LARGE, 0.1, 0.4),
                        thing(Kind.CAR, Colour.BLUE, Size.SMALL, 0.5, 0.4),
                        thing(Kind.BALL, Colour.BLUE, Size.SMALL, 0.6, 0.8));

        assertThat(scene.detailedCaption().text())
                .isEqualTo(
                        "There are three things under the night sky: a large red car, a small blue"
                                + " car and a small blue ball. The red car is left of the blue car."
                                + " The blue car is above the ball.");
        assertThat(
                        scene(Setting.ROOM, thing(Kind.CAR, Colour.RED, Size.LARGE, 0.1, 0.4))
                                .detailedCaption()
                                .text())
                .isEqualTo("There is one thing in a room: a large red car.");
    }

    @Test
    void everySpanPointsAtItsPhrase() {
        LongStream.range(0, 200)
                .mapToObj(seed -> SceneDrawer.compose(World.STANDARD, Split.FRESH, seed))
                .flatMap(scene -> Stream.of(scene.caption(), scene.detailedCaption()))
                .forEach(
                        caption ->
                                assertThat(caption.phrases())
                                        .isNotEmpty()
                                        .allSatisfy(
                                                phrase ->
                                                        assertThat(spanned(caption, phrase))
                                                                .isEqualTo(phrase.text())));
    }

    private static Scene scene(Setting setting, Thing... things) {
        var background = Background.draw(setting, new SplittableRandom(1));
        return new Scene(1, 400, 400, background, Style.FLAT, Wear.NONE, List.of(things));
    }

    private static String spanned(Caption caption, Caption.Phrase phrase) {
        var text = caption.text();
        return text.substring(
                text.offsetByCodePoints(0, phrase.start()),
                text.offsetByCodePoints(0, phrase.end()));
    }

    private static Thing thing(Kind kind, Colour colour, Size size) {
        return thing(kind, colour, size, 0.1, 0.1);
    }

    private static Thing thing(Kind kind, Colour colour, Size size, double x, double y) {
        var box = new Box(x, y, x + 0.1, y + 0.1);
        return new Thing(kind, colour, size, box, new AffineTransform());
    }
}
