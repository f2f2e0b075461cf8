package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.WorkFlight;

/** What a result came to. */
public sealed interface ResultMove {
    /** It is not the first for a flight that counts. */
    record Drop(Answer.Reason reason) implements ResultMove {}

    /** Everybody who waits for this work has it. */
    record Share(WorkFlight flight, Generated done) implements ResultMove {}

    /** Everybody who waits for this flight ends with it. */
    record GiveUp(WorkFlight flight, Failed why) implements ResultMove {}

    /** Who has time left waits until it is asked for again, the others end with it. */
    record AskAgain(WorkFlight flight, WorkFlight next, Failed why) implements ResultMove {}
}
