package io.groundstream.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository; tests run in this module's folder. */
final class Repository {
    static final Path MANIFESTS = Path.of("").toAbsolutePath();
    static final Path ROOT = MANIFESTS.getParent().getParent();
    static final Path DOCKER = ROOT.resolve("deploy/docker");

    private Repository() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new Fault(path + " cannot be read: " + e);
        }
    }
}
