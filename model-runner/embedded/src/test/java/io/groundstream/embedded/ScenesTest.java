package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.LongStream;

import javax.imageio.ImageIO;

final class ScenesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aSeedAlwaysGivesTheSameSceneAndThePictureOfIt() {
        var first = Scenes.draw(42);
        var second = Scenes.draw(42);

        assertThat(second.scene()).isEqualTo(first.scene());
        assertThat(pixels(second.picture())).isEqualTo(pixels(first.picture()));
    }

    @Test
    void noSeedOfOneSplitDrawsTheSceneOfAnyInTheOther() {
        var seen = new HashSet<Long>();
        for (var split : Split.values()) {
            LongStream.of(0, 1, 2, 3, 1_000_000, (1L << 62) - 1)
                    .forEach(seed -> assertThat(seen.add(split.generatorSeed(seed))).isTrue());
        }

        assertThat(Scenes.draw(World.STANDARD, Split.TRAIN, 7).truth("x"))
                .isNotEqualTo(Scenes.draw(7).truth("x"));
    }

    @Test
    void seedsThatWouldMeetTheOtherSplitAreRefused() {
        assertThatThrownBy(() -> Scenes.draw(-1)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> Scenes.draw(1L << 62)).hasMessageContaining("2^62");
    }

    @Test
    void thingsStandInReadingOrderInsideThePictureAndApart() {
        LongStream.range(0, 300)
                .mapToObj(seed -> SceneDrawer.compose(World.STANDARD, Split.FRESH, seed))
                .forEach(
                        scene -> {
                            assertThat(scene.things()).hasSizeBetween(1, 5);
                            for (int i = 0; i < scene.things().size(); i++) {
                                var thing = scene.things().get(i);
                                var box = thing.box();
                                assertThat(box.x0()).isPositive();
                                assertThat(box.y0()).isPositive();
                                assertThat(box.x1()).isLessThan(1);
                                assertThat(box.y1()).isLessThan(1);
                                for (var right :
                                        scene.things().subList(i + 1, scene.things().size())) {
                                    assertThat(right.box().centreX()).isGreaterThan(box.centreX());
                                    assertThat(right.box().iou(box)).isLessThan(0.12);
                                    assertThat(right.looksLike(thing)).isFalse();
                                }
                            }
                        });
    }

    @Test
    void writesPicturesAndATruthThatReadsBack(@TempDir Path out) throws IOException {
        Scenes.write(3, 100, out);

        var lines = Files.readAllLines(out.resolve("truth.jsonl"));
        assertThat(lines).hasSize(3);
        for (int i = 0; i < 3; i++) {
            var scene = Scenes.draw(100 + i).scene();
            var truth = JSON.readTree(lines.get(i));
            var picture = ImageIO.read(out.resolve(truth.get("file").asText()).toFile());
            assertThat(truth.get("seed").asLong()).isEqualTo(100 + i);
            assertThat(truth.get("caption").asText()).isEqualTo(scene.caption().text());
            assertThat(truth.get("width").asInt()).isEqualTo(picture.getWidth());
            assertThat(truth.get("height").asInt()).isEqualTo(picture.getHeight());
            assertThat(truth.get("phrases")).hasSize(scene.things().size());
            for (int j = 0; j < scene.things().size(); j++) {
                agrees(truth.get("phrases").get(j), scene.things().get(j));
            }
        }
    }

    private static void agrees(JsonNode phrase, Thing thing) {
        assertThat(phrase.get("phrase").asText()).isEqualTo(thing.phrase());
        assertThat(phrase.get("kind").asText()).isEqualTo(thing.kind().word());
        assertThat(phrase.get("colour").asText()).isEqualTo(thing.colour().word());
        assertThat(phrase.get("size").asText()).isEqualTo(thing.size().word());
        assertThat(phrase.get("box").get(2).asDouble())
                .isCloseTo(thing.box().x1(), org.assertj.core.data.Offset.offset(1e-5));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
