package io.groundstream.runner.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders that pictures may be read from. A path counts by where it really leads: neither
 * {@code ..} nor a symbolic link gets out.
 */
public final class Folders {
    private final List<Path> allowed;

    private Folders(List<Path> allowed) {
        this.allowed = allowed;
    }

    /** No folder at all. */
    public static Folders none() {
        return new Folders(List.of());
    }

    /**
     * These folders and what is below them.
     *
     * @throws IOException if one does not exist
     */
    public static Folders of(List<Path> folders) throws IOException {
        var real = new java.util.ArrayList<Path>();
        for (var folder : folders) {
            real.add(folder.toRealPath());
        }
        return new Folders(List.copyOf(real));
    }

    boolean isEmpty() {
        return allowed.isEmpty();
    }

    /**
     * The real path if it is inside; empty if it is not. What lies outside is not even looked at,
     * so that nobody can ask what exists there.
     *
     * @throws IOException if it is inside and cannot be resolved
     */
    Optional<Path> resolve(Path path) throws IOException {
        if (!isInside(path.normalize())) {
            return Optional.empty();
        }
        return Optional.of(path.toRealPath()).filter(this::isInside);
    }

    private boolean isInside(Path path) {
        return allowed.stream().anyMatch(path::startsWith);
    }
}
