package io.groundstream.runner.quantize;

/** A bundle that cannot be made into bytes with these pictures; says why. */
public final class QuantizationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QuantizationException(String message) {
        super(message);
    }
}
