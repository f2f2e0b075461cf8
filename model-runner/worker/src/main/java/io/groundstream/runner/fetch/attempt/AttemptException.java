package io.groundstream.runner.fetch.attempt;

import io.groundstream.schemas.avro.FailureCode;

import java.time.Duration;

/** Why an attempt brought no picture; never leaves {@code runner.fetch}. */
public final class AttemptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final boolean mayPass;
    private final Duration pause;

    private AttemptException(FailureCode code, String message, boolean mayPass, Duration pause) {
        super(message, null, false, false);
        this.code = code;
        this.mayPass = mayPass;
        this.pause = pause;
    }

    /** A source that the configuration does not allow. */
    public static AttemptException forbidden(String message) {
        return new AttemptException(FailureCode.FORBIDDEN_SOURCE, message, false, Duration.ZERO);
    }

    /** More bytes than a picture may have. */
    public static AttemptException tooLarge(long limit) {
        return new AttemptException(
                FailureCode.TOO_LARGE,
                "a picture has up to " + limit + " bytes, this one has more",
                false,
                Duration.ZERO);
    }

    /** A failure that would happen again. */
    public static AttemptException lasting(String message) {
        return new AttemptException(FailureCode.FETCH, message, false, Duration.ZERO);
    }

    /** A failure that may be over the next time. */
    public static AttemptException passing(String message) {
        return passing(message, Duration.ZERO);
    }

    /** The same where the other side has said how long to stay away. */
    public static AttemptException passing(String message, Duration pause) {
        return new AttemptException(FailureCode.FETCH, message, true, pause);
    }

    public FailureCode code() {
        return code;
    }

    public boolean mayPass() {
        return mayPass;
    }

    /** The least time until the next try. */
    public Duration pause() {
        return pause;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
