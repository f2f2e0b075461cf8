package io.groundstream.distribution;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** An archive's entries in their order, and what its small files say. */
record Listing(List<TarArchiveEntry> entries, Map<String, String> texts) {
    private static final int SMALL = 1 << 20;

    static Listing of(Path archive) throws IOException {
        var entries = new ArrayList<TarArchiveEntry>();
        var texts = new HashMap<String, String>();
        try (var file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                var tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry);
                if (entry.isFile() && entry.getSize() < SMALL) {
                    var bytes = tar.readAllBytes();
                    texts.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
        return new Listing(entries, texts);
    }

    List<String> names() {
        return entries.stream().map(TarArchiveEntry::getName).toList();
    }

    TarArchiveEntry entry(String name) {
        return entries.stream().filter(e -> e.getName().equals(name)).findFirst().orElseThrow();
    }

    String text(String name) {
        return texts.get(name);
    }
}
