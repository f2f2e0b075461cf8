package io.groundstream.runner.bundle;

import java.nio.file.Path;
import java.util.List;

/** A bundle that must not be used; says everything that is wrong with it, file by file. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public BundleException(Path directory, List<String> problems) {
        super("model bundle " + directory + ": " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line a problem, never empty. */
    public List<String> problems() {
        return problems;
    }
}
