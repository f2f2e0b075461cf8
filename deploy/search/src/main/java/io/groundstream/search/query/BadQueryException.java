package io.groundstream.search.query;

/** A query that cannot be answered; the message says what is wrong with it, and where. */
public final class BadQueryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public BadQueryException(String message) {
        super(message);
    }

    /** The place is counted in characters from 1, as people count. */
    static BadQueryException at(int place, String what) {
        return new BadQueryException("at character " + (place + 1) + ": " + what);
    }
}
