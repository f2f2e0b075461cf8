package io.groundstream.topology.decide;

import java.util.Locale;

/** What a result came to. */
public sealed interface Answer {
    /** It was the first for the flight that counts. */
    record Accepted(Step step) implements Answer {}

    /** It changes nothing. */
    record Dropped(Reason reason) implements Answer {}

    /** Why a result changes nothing. */
    enum Reason {
        /** Its image was deleted or has been asked for anew. */
        LATE,
        /** Its flight has been answered already. */
        DUPLICATE;

        /** As it stands in metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
