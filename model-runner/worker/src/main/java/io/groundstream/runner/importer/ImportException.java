package io.groundstream.runner.importer;

import java.nio.file.Path;
import java.util.List;

/** A checkpoint that cannot become a bundle; says everything that is wrong with it at once. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ImportException(Path checkpoint, List<String> problems) {
        super("checkpoint " + checkpoint + ": " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line a problem, never empty. */
    public List<String> problems() {
        return problems;
    }
}
