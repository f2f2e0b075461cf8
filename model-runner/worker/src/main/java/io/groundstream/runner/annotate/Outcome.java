package io.groundstream.runner.annotate;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.Stage;

import org.apache.avro.specific.SpecificRecord;

/** What came of a job: all of its tasks, or none. */
public sealed interface Outcome {
    /** All tasks are done. */
    record Success(Generated generated) implements Outcome {
        @Override
        public SpecificRecord contract() {
            return generated;
        }
    }

    /** No task counts. */
    record Failure(Failed failed) implements Outcome {
        @Override
        public SpecificRecord contract() {
            return failed;
        }
    }

    /** The outcome as the contracts have it. */
    SpecificRecord contract();

    /** A failure that asking again will not mend. */
    static Failure failure(FailureCode code, Stage stage, String message) {
        return new Failure(new Failed(code, stage, message, false));
    }

    /** A failure that asking again may mend. */
    static Failure transientFailure(FailureCode code, Stage stage, String message) {
        return new Failure(new Failed(code, stage, message, true));
    }
}
