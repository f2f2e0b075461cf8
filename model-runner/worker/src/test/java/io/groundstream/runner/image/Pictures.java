package io.groundstream.runner.image;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The pictures that Pillow wrote, and its own preparation of them. */
public final class Pictures {
    private Pictures() {}

    public static byte[] bytes(String name) throws IOException {
        try (var in = Pictures.class.getResourceAsStream("/pictures/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no picture " + name);
            }
            return in.readAllBytes();
        }
    }

    /** The names of all pictures in a folder, without Pillow's preparations, in order. */
    static List<String> names(String folder) throws IOException {
        try {
            var url = Objects.requireNonNull(Pictures.class.getResource("/pictures/" + folder));
            try (var files = Files.list(Path.of(url.toURI()))) {
                return files.map(file -> file.getFileName().toString())
                        .filter(name -> !name.endsWith(".rgb"))
                        .sorted()
                        .toList();
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Between two pictures of one size, over all pixels and channels. */
    static int largestDifference(ByteBuffer rgb, byte[] wanted) {
        int largest = Math.abs(rgb.remaining() - wanted.length);
        for (int i = 0; i < wanted.length && largest < 256; i++) {
            largest = Math.max(largest, Math.abs((rgb.get(i) & 0xFF) - (wanted[i] & 0xFF)));
        }
        return largest;
    }
}
