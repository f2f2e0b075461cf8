package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.WorkFlight;

import java.time.Instant;

/**
 * Decides about flights whose time has come. To be asked only when all results that were there when
 * the task was assigned have been read: the answer may be among them.
 */
public final class DueRules {
    private final FlightLimits limits;
    private final LaneClock clock;

    public DueRules(FlightLimits limits, LaneClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    public Due decide(WorkFlight flight, Instant now) {
        return switch (flight.getStatus()) {
            case IN_FLIGHT -> inFlight(flight, now);
            case WAITING -> new Due.AskAgain();
            case SETTLING -> new Due.GoOn(flight.getOutcome());
            case UNKNOWN ->
                    new Due.GiveUp(
                            new Failed(
                                    FailureCode.INTERNAL,
                                    Stage.SETTLE,
                                    "a later release wrote a state that this one does not know",
                                    false));
        };
    }

    private Due inFlight(WorkFlight flight, Instant now) {
        var lane = flight.getLane();
        var max = limits.maxInFlight(lane);
        if (clock.isOverdue(lane, flight.getRequestedAt(), max, now)) {
            var why = "no result within max-in-flight of " + max + " for " + lane;
            return new Due.GiveUp(new Failed(FailureCode.TIMEOUT, Stage.QUEUE, why, false));
        }
        var next = clock.stalledAt(lane, flight.getRequestedAt(), max);
        return new Due.LookLater(Flights.dueAt(flight, next));
    }
}
