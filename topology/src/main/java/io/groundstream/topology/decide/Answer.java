package io.groundstream.topology.decide;

import java.util.Locale;

/** What the answer to a claim came to. */
public sealed interface Answer {
    /** It ends the current version. */
    record Accepted(Step step) implements Answer {}

    /** It changes nothing. */
    record Dropped(Reason reason) implements Answer {}

    /** Why an answer, or a result, changes nothing. */
    enum Reason {
        /** Who asked has been deleted, replaced or answered otherwise, or is asking anew. */
        LATE,
        /** It has been answered already. */
        DUPLICATE;

        /** As it stands in metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
