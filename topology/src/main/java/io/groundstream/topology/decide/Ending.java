package io.groundstream.topology.decide;

import java.util.Locale;

/** How an image version ends. Each ends once, in one of these ways. */
public enum Ending {
    ANNOTATED,
    DEAD_LETTERED,
    SUPERSEDED,
    DELETED;

    /** As it stands in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
