package io.groundstream.runner.goldens;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.Importer;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import javax.imageio.ImageIO;

/** A checkpoint with its goldens. Tests run in the module's folder. */
public enum Goldens {
    /** Random weights of a shape unlike the embedded model's, no n-gram of 3 twice. */
    TINY(Path.of("src/test/resources/tiny/checkpoint"), "tiny"),
    /** The trained model that the project ships. */
    EMBEDDED(Path.of("../embedded/checkpoint"), "embedded");

    private final Path checkpoint;
    private final Path resources;
    private final Supplier<Bundle> bundle;

    Goldens(Path checkpoint, String resources) {
        this.checkpoint = checkpoint;
        this.resources = Path.of("src/test/resources", resources);
        this.bundle = once(() -> imported(checkpoint));
    }

    public Path checkpoint() {
        return checkpoint;
    }

    /** Imported once for all tests of a run. */
    public Bundle bundle() {
        return bundle.get();
    }

    public List<Golden> cases() {
        try {
            return List.of(
                    new ObjectMapper()
                            .readValue(resources.resolve("goldens.json").toFile(), Golden[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The levels of these pictures, one after another. */
    public ByteBuffer pictures(int... numbers) {
        int side = bundle().manifest().image().size();
        var pixels = ByteBuffer.allocateDirect(numbers.length * side * side * 3);
        for (int number : numbers) {
            BufferedImage picture = picture(number);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int rgb = picture.getRGB(x, y);
                    pixels.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
                }
            }
        }
        return pixels.flip();
    }

    private BufferedImage picture(int number) {
        try {
            return ImageIO.read(resources.resolve("picture-" + number + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bundle imported(Path checkpoint) {
        try {
            Path directory = Files.createTempDirectory("bundle");
            Bundle bundle = new Importer().importCheckpoint(checkpoint, directory, Precision.FP32);
            directory.toFile().deleteOnExit();
            try (var files = Files.list(directory)) {
                files.forEach(file -> file.toFile().deleteOnExit());
            }
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Supplier<Bundle> once(Supplier<Bundle> source) {
        return new Supplier<>() {
            private Bundle made;

            @Override
            public synchronized Bundle get() {
                if (made == null) {
                    made = source.get();
                }
                return made;
            }
        };
    }
}
