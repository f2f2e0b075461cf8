package io.groundstream.embedded;

import java.util.List;

/**
 * A picture yet to be painted and the truth about it; things are in reading order, left to right.
 */
public record Scene(long seed, int width, int height, Background background, List<Thing> things) {
    public Scene {
        things = List.copyOf(things);
    }

    /** The caption a careful person would write. */
    public Caption caption() {
        return Caption.of(things);
    }
}
