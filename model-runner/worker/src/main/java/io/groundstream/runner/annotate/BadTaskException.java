package io.groundstream.runner.annotate;

/** A task that this model cannot be asked; the message says what was required. */
final class BadTaskException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    BadTaskException(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
