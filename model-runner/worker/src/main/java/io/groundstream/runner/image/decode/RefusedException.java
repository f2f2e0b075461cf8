package io.groundstream.runner.image.decode;

import io.groundstream.schemas.avro.FailureCode;

/** Carries a refusal from the depths of a format to the gate, and no further. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String why;

    public RefusedException(FailureCode code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.why = message;
    }

    public static RefusedException corrupt(String message) {
        return new RefusedException(FailureCode.CORRUPT_IMAGE, message);
    }

    static RefusedException unsupported(String message) {
        return new RefusedException(FailureCode.UNSUPPORTED_FORMAT, message);
    }

    public FailureCode code() {
        return code;
    }

    public String why() {
        return why;
    }
}
