package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;

/** Why an image version cannot be annotated; the message is cut to {@value #MESSAGE_CHARS}. */
public record Refusal(FailureCode code, Stage stage, String message) {
    private static final int MESSAGE_CHARS = 2_000;

    public Refusal {
        if (message.length() > MESSAGE_CHARS) {
            message = message.substring(0, MESSAGE_CHARS - 1) + "…";
        }
    }

    /** Refused before any work was asked for. */
    public static Refusal atAdmission(FailureCode code, String message) {
        return new Refusal(code, Stage.ADMIT, message);
    }
}
