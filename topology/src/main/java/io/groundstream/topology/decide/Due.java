package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.ImageState;

/** What is to be done about an image whose time has come. */
public sealed interface Due {
    /** Nothing, by its state. */
    record Nothing() implements Due {}

    /** Its work is asked for again. */
    record AskAgain() implements Due {}

    /** It is given up. */
    record GiveUp(Refusal why) implements Due {}

    /** It is looked at again when this state says. */
    record LookLater(ImageState state) implements Due {}
}
