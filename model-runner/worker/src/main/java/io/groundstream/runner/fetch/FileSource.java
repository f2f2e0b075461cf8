package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.attempt.Attempt;
import io.groundstream.runner.fetch.attempt.AttemptException;
import io.groundstream.runner.fetch.attempt.Source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Pictures in files below an allowed folder. */
final class FileSource implements Source {
    private final Folders folders;
    private final long maxBytes;

    FileSource(Folders folders, long maxBytes) {
        this.folders = folders;
        this.maxBytes = maxBytes;
    }

    @Override
    public Attempt find(String reference) throws AttemptException {
        try {
            var uri = URI.create(reference);
            if (uri.getAuthority() != null) {
                throw AttemptException.forbidden("a file on another host");
            }
            if (folders.isEmpty()) {
                throw AttemptException.forbidden("no folder is allowed: set source.folders");
            }
            var path = Path.of(uri);
            return _ -> read(path);
        } catch (IllegalArgumentException | SecurityException _) {
            throw AttemptException.forbidden("no usable URI");
        }
    }

    private byte[] read(Path named) throws AttemptException {
        try {
            var path = folders.resolve(named);
            if (path.isEmpty()) {
                throw AttemptException.forbidden("outside of the folders in source.folders");
            }
            return bytes(path.get());
        } catch (NoSuchFileException _) {
            throw AttemptException.lasting("no such file");
        } catch (IOException e) {
            throw AttemptException.passing("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private byte[] bytes(Path path) throws IOException, AttemptException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw AttemptException.lasting("no plain file");
        }
        if (Files.size(path) > maxBytes) {
            throw AttemptException.tooLarge(maxBytes);
        }
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            // the file may have grown since
            var bytes = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > maxBytes) {
                throw AttemptException.tooLarge(maxBytes);
            }
            return bytes;
        }
    }
}
