package io.groundstream.embedded;

import java.util.List;

/**
 * A picture yet to be painted and the truth about it; things are in reading order, left to right.
 */
public record Scene(
        long seed,
        int width,
        int height,
        Background background,
        Style style,
        Wear wear,
        List<Thing> things) {
    public Scene {
        things = List.copyOf(things);
    }

    /** The caption a careful person would write. */
    public Caption caption() {
        return Caption.brief(things);
    }

    /** The same at greater length: how many things, where, and how they stand to each other. */
    public Caption detailedCaption() {
        return Caption.detailed(this);
    }

    /** What can be asked about it: three expressions and three questions where it has them. */
    public Exam exam() {
        return Examiner.examine(this, 3);
    }
}
