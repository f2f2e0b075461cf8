package io.groundstream.runner.generate;

/** The runtime refused a model or failed in the middle of a batch. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GenerationException(String message, Throwable cause) {
        super(message, cause);
    }
}
