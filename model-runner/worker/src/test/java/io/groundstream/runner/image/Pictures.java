package io.groundstream.runner.image;

import java.io.IOException;

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
}
