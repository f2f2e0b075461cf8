package io.groundstream.runner.goldens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that live as long as the tests. */
final class Scratch {
    private Scratch() {}

    static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("goldens");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // the system's own cleaning of temporary files remains
        }
    }
}
