package io.groundstream.schemas.service;

/** An operator's mistake: a one-line message that says what to set, exit code 2, no stack trace. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
