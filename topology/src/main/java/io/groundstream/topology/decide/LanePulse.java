package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Lane;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the last result of each lane arrived, whichever task read it. Shared by the tasks of one
 * instance, because a runner that is busy with one partition is not silent. Safe for many threads.
 */
public final class LanePulse {
    private final ConcurrentHashMap<Lane, Instant> last = new ConcurrentHashMap<>();

    void beat(Lane lane, Instant now) {
        last.merge(lane, now, (a, b) -> a.isAfter(b) ? a : b);
    }

    Instant last(Lane lane) {
        return last.getOrDefault(lane, Instant.EPOCH);
    }
}
