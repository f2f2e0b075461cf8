package io.groundstream.runner.language;

/** A task that this model cannot be asked; the message says what was required. */
public final class BadTaskException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    public BadTaskException(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    public String why() {
        return why;
    }
}
