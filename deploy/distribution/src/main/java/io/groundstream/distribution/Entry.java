package io.groundstream.distribution;

import java.nio.file.Path;

/** What stands at one path of an archive. */
sealed interface Entry {
    /** A file of this machine. */
    record Copy(Path file, boolean executable) implements Entry {}

    /** A file that the build has written for the archive. */
    record Text(String text) implements Entry {}

    /** A symbolic link. */
    record Link(String target) implements Entry {}
}
