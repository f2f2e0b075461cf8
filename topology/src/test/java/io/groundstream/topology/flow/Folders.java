package io.groundstream.topology.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Temporary folders, as stores want them. */
public final class Folders {
    private Folders() {}

    public static Path create() {
        try {
            return Files.createTempDirectory("groundstream-topology");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the folder if it is there, with all that it holds. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
