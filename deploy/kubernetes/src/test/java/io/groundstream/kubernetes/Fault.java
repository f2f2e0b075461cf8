package io.groundstream.kubernetes;

/** Something in a file that cannot be read on from. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
        super(message);
    }
}
