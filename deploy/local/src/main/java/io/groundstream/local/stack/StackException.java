package io.groundstream.local.stack;

/** A process of the stack did not start or did not stay; the message says which and why. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }
}
