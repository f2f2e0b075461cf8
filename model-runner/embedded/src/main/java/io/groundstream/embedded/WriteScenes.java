package io.groundstream.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes fresh scenes to a directory, for the workshop. Arguments: count, first seed, directory.
 */
final class WriteScenes {
    private WriteScenes() {}

    public static void main(String[] args) throws IOException {
        Scenes.write(Integer.parseInt(args[0]), Long.parseLong(args[1]), Path.of(args[2]));
    }
}
