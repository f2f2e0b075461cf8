package io.groundstream.embedded;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

/** Draws pictures together with the truth about them. The same seed always gives the same scene. */
public final class Scenes {
    /** A picture and the scene that it shows. */
    public record Drawn(Scene scene, BufferedImage picture) {
        /** The truth as one line of JSON; {@code file} names the picture in it. */
        public String truth(String file) {
            return Truth.json(scene, file);
        }
    }

    private Scenes() {}

    /** The scene of a seed that no model was trained on. */
    public static Drawn draw(long seed) {
        return draw(Split.FRESH, seed);
    }

    /** The scene of a seed in the given split. */
    public static Drawn draw(Split split, long seed) {
        var scene = SceneDrawer.compose(split, seed);
        return new Drawn(scene, Painter.paint(scene, 1));
    }

    /**
     * Writes {@code count} fresh scenes, seeds from {@code seed} on, as PNG pictures, and their
     * truth as JSON lines in {@code truth.jsonl}; creates the directory where it is missing.
     */
    public static void write(int count, long seed, Path out) throws IOException {
        Files.createDirectories(out);
        List<String> lines = new ArrayList<>();
        for (long at = seed; at < seed + count; at++) {
            var drawn = draw(at);
            var file = "scene-%08d.png".formatted(at);
            ImageIO.write(drawn.picture(), "png", out.resolve(file).toFile());
            lines.add(drawn.truth(file));
        }
        Files.write(out.resolve("truth.jsonl"), lines);
    }
}
