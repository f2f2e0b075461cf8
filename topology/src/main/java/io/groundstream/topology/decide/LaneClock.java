package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Lane;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tells a flight that was lost from one that waits its turn: a backlog must not become timeouts. A
 * flight is overdue only if it was overtaken, which means that work was answered that was asked for
 * {@code max-in-flight} later, or if its lane is stalled, which means that nothing at all was
 * answered for {@code max-in-flight}. Belongs to one task; it starts anew with it and so errs
 * towards waiting.
 */
public final class LaneClock {
    private final LanePulse pulse;
    private final Instant started;
    private final Map<Lane, Instant> newestAnswered = new EnumMap<>(Lane.class);

    public LaneClock(LanePulse pulse, Instant started) {
        this.pulse = pulse;
        this.started = started;
    }

    /** A result arrived for work of this lane, whether it counts or not. */
    public void heard(Lane lane, Instant now) {
        pulse.beat(lane, now);
    }

    /** A result arrived for work of this lane that was asked for at that moment. */
    public void answered(Lane lane, Instant requestedAt, Instant now) {
        pulse.beat(lane, now);
        newestAnswered.merge(lane, requestedAt, (a, b) -> a.isAfter(b) ? a : b);
    }

    boolean isOverdue(Lane lane, Instant requestedAt, Duration maxInFlight, Instant now) {
        var newest = newestAnswered.get(lane);
        boolean overtaken = newest != null && !newest.isBefore(requestedAt.plus(maxInFlight));
        return overtaken || !now.isBefore(stalledAt(lane, requestedAt, maxInFlight));
    }

    /** When the lane counts as stalled if nothing more is answered. */
    Instant stalledAt(Lane lane, Instant requestedAt, Duration maxInFlight) {
        var quietSince = requestedAt;
        for (var moment : new Instant[] {pulse.last(lane), started}) {
            quietSince = moment.isAfter(quietSince) ? moment : quietSince;
        }
        return quietSince.plus(maxInFlight);
    }
}
