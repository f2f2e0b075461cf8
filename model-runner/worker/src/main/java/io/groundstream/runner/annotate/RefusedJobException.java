package io.groundstream.runner.annotate;

import io.groundstream.runner.annotate.Outcome.Failure;

/** Carries a failure out of the preparation; never leaves this package. */
final class RefusedJobException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RefusedJobException(Failure failure) {
        super(failure.failed().getMessage(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
