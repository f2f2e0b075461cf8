package io.groundstream.distribution;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes contents as a tar.gz with one top folder: entries sorted, everything of root and of one
 * time, modes 0755 and 0644, folders before what stands in them.
 */
final class Archive {
    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    /** More would take twice as long for three parts in a hundred. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private final String top;
    private final Instant time;

    Archive(String top, Instant time) {
        this.top = top;
        this.time = time;
    }

    void write(Contents contents, Path file) throws IOException {
        try (var gzip = new Gzip(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
                var tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var folder : folders(contents)) {
                put(tar, new TarArchiveEntry(folder + "/"), EXECUTABLE);
                tar.closeArchiveEntry();
            }
            for (var entry : contents.entries().entrySet()) {
                var path = top + "/" + entry.getKey();
                gzip.squeeze(!path.endsWith(".jar") && !path.endsWith("/lib/modules"));
                write(tar, path, entry.getValue());
                tar.closeArchiveEntry();
                tar.flush();
            }
        }
    }

    private Iterable<String> folders(Contents contents) {
        var folders = new TreeSet<String>();
        for (var path : contents.entries().keySet()) {
            var whole = top + "/" + path;
            for (int at = whole.indexOf('/'); at >= 0; at = whole.indexOf('/', at + 1)) {
                folders.add(whole.substring(0, at));
            }
        }
        return folders;
    }

    private void write(TarArchiveOutputStream tar, String path, Entry content) throws IOException {
        switch (content) {
            case Entry.Copy(var file, var executable) -> {
                var entry = new TarArchiveEntry(path);
                entry.setSize(Files.size(file));
                put(tar, entry, executable ? EXECUTABLE : PLAIN);
                Files.copy(file, tar);
            }
            case Entry.Text(var text) -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(path);
                entry.setSize(bytes.length);
                put(tar, entry, PLAIN);
                tar.write(bytes);
            }
            case Entry.Link(var target) -> {
                var entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
                entry.setLinkName(target);
                put(tar, entry, EXECUTABLE);
            }
        }
    }

    private void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode)
            throws IOException {
        entry.setModTime(time.toEpochMilli());
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
    }

    /**
     * A jar is small already, and so are the runtime's modules; to try all the same takes longer
     * than everything else.
     */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
        }

        void squeeze(boolean yes) {
            def.setLevel(yes ? LEVEL : Deflater.NO_COMPRESSION);
        }
    }
}
