package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.WorkResult;

/** What is to be done about a claim. */
public sealed interface ClaimMove {
    /** It is taken back. */
    record Withdraw() implements ClaimMove {}

    /** It is answered at once: it came too late. */
    record Refuse(Failed why) implements ClaimMove {}

    /** It is answered at once, with what was made for another. */
    record TakeStored(WorkResult stored) implements ClaimMove {}

    /** It waits for the flight of that lane. */
    record Join(Lane lane) implements ClaimMove {}

    /** The work has to be asked for in that lane. */
    record Launch(Lane lane) implements ClaimMove {}

    /** It says nothing that this release understands. */
    record Ignore() implements ClaimMove {}
}
