package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.WorkFlight;

/** What is to be done about a flight whose time has come. */
public sealed interface Due {
    /** It is asked for again, if somebody still waits for it. */
    record AskAgain() implements Due {}

    /** It is given up. */
    record GiveUp(Failed why) implements Due {}

    /** It goes on telling its outcome. */
    record GoOn(Object outcome) implements Due {}

    /** It is looked at again when its next state says. */
    record LookLater(WorkFlight next) implements Due {}
}
