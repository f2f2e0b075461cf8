package io.groundstream.runner.image.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Loads Leptonica from the class path, by way of a file that lives only that long. */
final class NativeLibrary {
    private static final String HOME = "/org/bytedeco/leptonica/";

    private NativeLibrary() {}

    @SuppressWarnings("restricted")
    static void load() throws IOException {
        var resource = HOME + resource(property("os.name"), property("os.arch"));
        Path folder = Files.createTempDirectory("groundstream-image-");
        Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try {
            try (var in = NativeLibrary.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException("not on the class path: " + resource);
                }
                Files.copy(in, file);
            }
            System.load(file.toString());
        } finally {
            // what is loaded stays mapped
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    static String resource(String system, String processor) throws IOException {
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        if (system.startsWith("linux") && (arm || intel)) {
            return arm ? "linux-arm64/libleptonica.so.6" : "linux-x86_64/libleptonica.so.6";
        }
        if (system.startsWith("mac") && arm) {
            return "macosx-arm64/libleptonica.6.dylib";
        }
        throw new IOException("none for " + system + " on " + processor);
    }

    private static String property(String name) {
        return System.getProperty(name, "").toLowerCase(Locale.ROOT);
    }
}
