package io.groundstream.runner.image;

import io.groundstream.schemas.avro.FailureCode;

/** Carries a refusal from the depths of a format to the gate; never leaves this package. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String why;

    RefusedException(FailureCode code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.why = message;
    }

    static RefusedException corrupt(String message) {
        return new RefusedException(FailureCode.CORRUPT_IMAGE, message);
    }

    FailureCode code() {
        return code;
    }

    String why() {
        return why;
    }
}
