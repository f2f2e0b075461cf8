package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.catalog.ReplayMark;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that repeats a dead-lettered version takes that version's place and no other's. So a
 * replay brings back nothing that was replaced or deleted meanwhile, and one that was sent twice is
 * work once.
 */
final class Replay {
    private Replay() {}

    /** True if the record is a replay, and not of what the store holds. */
    static boolean isStale(Headers headers, @Nullable ImageState current) {
        return ReplayMark.of(headers).filter(mark -> !repeats(mark, current)).isPresent();
    }

    private static boolean repeats(ReplayMark mark, @Nullable ImageState current) {
        return current != null
                && current.getStatus() == ImageStatus.DEAD_LETTERED
                && current.getVersion().equals(mark.from());
    }
}
