package io.groundstream.embedded;

/** Where one thing is from another; by their centres, in shares of the picture. */
enum Side {
    LEFT("left of"),
    RIGHT("right of"),
    ABOVE("above"),
    BELOW("below");

    /** A difference from 0 to this is neither a clear yes nor a clear no. */
    private static final double CLEAR = 0.08;

    private final String words;

    Side(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean holds(Thing thing, Thing from) {
        return lead(thing, from) >= CLEAR;
    }

    /** Whether a careful person would be sure, one way or the other. */
    boolean isClear(Thing thing, Thing from) {
        double lead = lead(thing, from);
        return lead >= CLEAR || lead <= 0;
    }

    /** The side on which the thing chiefly is. */
    static Side of(Thing thing, Thing from) {
        var best = LEFT;
        for (var side : values()) {
            best = side.lead(thing, from) > best.lead(thing, from) ? side : best;
        }
        return best;
    }

    private double lead(Thing thing, Thing from) {
        double across = thing.box().centreX() - from.box().centreX();
        double down = thing.box().centreY() - from.box().centreY();
        return switch (this) {
            case LEFT -> -across;
            case RIGHT -> across;
            case ABOVE -> -down;
            case BELOW -> down;
        };
    }
}
