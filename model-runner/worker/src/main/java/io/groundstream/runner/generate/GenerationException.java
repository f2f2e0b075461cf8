package io.groundstream.runner.generate;

import org.jspecify.annotations.Nullable;

/** The runtime refused a model, failed in the middle of a batch, or was told to stop. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean cancelled;

    GenerationException(String message) {
        this(message, null, false);
    }

    GenerationException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private GenerationException(String message, @Nullable Throwable cause, boolean cancelled) {
        super(message, cause);
        this.cancelled = cancelled;
    }

    static GenerationException cancelled(@Nullable Throwable cause) {
        return new GenerationException("the generator was cancelled", cause, true);
    }

    /** True if the generator was told to stop: nothing is wrong with what it was asked. */
    public boolean isCancelled() {
        return cancelled;
    }
}
