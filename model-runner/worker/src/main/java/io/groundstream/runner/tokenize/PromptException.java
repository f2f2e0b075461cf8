package io.groundstream.runner.tokenize;

/** A task that cannot be put to the model; says what the task needs. */
public final class PromptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PromptException(String message) {
        super(message);
    }
}
