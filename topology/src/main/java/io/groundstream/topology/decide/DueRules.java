package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.Stage;

import java.time.Instant;

/**
 * Decides about images whose time has come. To be asked only when all results that were there when
 * the task was assigned have been read: the answer may be among them.
 */
public final class DueRules {
    private final FlightLimits limits;
    private final LaneClock clock;

    public DueRules(FlightLimits limits, LaneClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    public Due decide(ImageState state, Instant now) {
        return switch (state.getStatus()) {
            case IN_FLIGHT ->
                    isPastDeadline(state, now) ? pastDeadline(state) : inFlight(state, now);
            case WAITING -> isPastDeadline(state, now) ? pastDeadline(state) : new Due.AskAgain();
            case ANNOTATED, DEAD_LETTERED, UNKNOWN -> new Due.Nothing();
        };
    }

    private Due inFlight(ImageState state, Instant now) {
        var lane = state.getEvent().getLane();
        var max = limits.maxInFlight(lane);
        if (clock.isOverdue(lane, state.getRequestedAt(), max, now)) {
            return new Due.GiveUp(
                    timeout("no result within max-in-flight of " + max + " for " + lane));
        }
        var next =
                Flights.earlier(
                        clock.stalledAt(lane, state.getRequestedAt(), max),
                        state.getEvent().getDeadline());
        return new Due.LookLater(
                new ImageState(
                        state.getVersion(),
                        state.getStatus(),
                        state.getFlightId(),
                        state.getAttempts(),
                        state.getEvent(),
                        state.getRequestedAt(),
                        next));
    }

    private static boolean isPastDeadline(ImageState state, Instant now) {
        var deadline = state.getEvent().getDeadline();
        return deadline != null && !now.isBefore(deadline);
    }

    private static Due pastDeadline(ImageState state) {
        return new Due.GiveUp(
                timeout("no result by the deadline " + state.getEvent().getDeadline()));
    }

    private static Refusal timeout(String message) {
        return new Refusal(FailureCode.TIMEOUT, Stage.QUEUE, message);
    }
}
