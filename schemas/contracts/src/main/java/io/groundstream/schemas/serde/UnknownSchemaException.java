package io.groundstream.schemas.serde;

/** The registry answered that it has no such schema, subject or id. */
public final class UnknownSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
