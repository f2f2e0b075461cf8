package io.groundstream.schemas.serde;

/**
 * The schema registry could not be asked: it is down, refuses us or answers with an error of its
 * own. Says nothing about the record at hand; try again later.
 */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
