package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.Lane;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a thread may do next.
 *
 * @param lanes that it polls
 * @param pollSize 0: hold no consumer, and wait
 * @param exclusive nothing else may be in flight in this process
 */
record Turn(Set<Lane> lanes, int pollSize, boolean exclusive) {
    static final Turn WAIT = new Turn(Set.of(), 0, false);
    private static final Set<Lane> BOTH = EnumSet.allOf(Lane.class);

    /** One request at a time, of either lane. */
    static Turn single(boolean exclusive) {
        return new Turn(BOTH, 1, exclusive);
    }
}
