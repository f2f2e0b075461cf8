package io.groundstream.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an archive is to hold, by path below its top folder. A path is given once. */
final class Contents {
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    SortedMap<String, Entry> entries() {
        return Collections.unmodifiableSortedMap(entries);
    }

    void add(String path, Entry entry) {
        if (entries.putIfAbsent(path, entry) != null) {
            throw new IllegalStateException(path + " stands twice in an archive");
        }
    }

    /** All files and links of a folder, executable where they are so there. */
    void addFolder(String path, Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(found -> !Files.isDirectory(found)).toList()) {
                add(path + "/" + slashed(folder.relativize(file)), entry(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(Path file) throws IOException {
        return Files.isSymbolicLink(file)
                ? new Entry.Link(slashed(Files.readSymbolicLink(file)))
                : new Entry.Copy(file, Files.isExecutable(file));
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
