package io.groundstream.embedded;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
            return Truth.json(scene, scene.exam(), file);
        }

        /** The picture as a PNG file. */
        public byte[] png() {
            var bytes = new ByteArrayOutputStream();
            try {
                ImageIO.write(picture, "png", bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    private Scenes() {}

    /** The scene of a seed that no model was trained on. */
    public static Drawn draw(long seed) {
        return draw(World.STANDARD, seed);
    }

    /** The scene of a seed in a world, one that no model was trained on. */
    public static Drawn draw(World world, long seed) {
        return draw(world, Split.FRESH, seed);
    }

    /** The scene of a seed in the given world and split. */
    public static Drawn draw(World world, Split split, long seed) {
        if (split == Split.TRAIN && world != World.STANDARD) {
            throw new IllegalArgumentException("models are trained on the standard world only");
        }
        var scene = SceneDrawer.compose(world, split, seed);
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
            Files.write(out.resolve(file), drawn.png());
            lines.add(drawn.truth(file));
        }
        Files.write(out.resolve("truth.jsonl"), lines);
    }
}
