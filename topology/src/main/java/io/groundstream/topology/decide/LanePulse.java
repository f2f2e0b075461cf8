package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Lane;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the last result of each lane arrived, whichever task read it. Shared by the tasks of one
 * instance, because a runner that is busy with one partition is not silent. Safe for many threads.
 */
public final class LanePulse {
    private final AtomicLongArray lastMillis = new AtomicLongArray(Lane.values().length);

    void beat(Lane lane, Instant now) {
        lastMillis.accumulateAndGet(lane.ordinal(), now.toEpochMilli(), Math::max);
    }

    Instant last(Lane lane) {
        return Instant.ofEpochMilli(lastMillis.get(lane.ordinal()));
    }
}
