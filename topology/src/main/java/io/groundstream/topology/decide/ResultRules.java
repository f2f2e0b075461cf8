package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.WorkFlight;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.topology.decide.Answer.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a result means for its work: only the first one for a flight that counts means anything, and
 * only if it is about the bytes and the tasks that were asked for.
 */
public final class ResultRules {
    private static final int MISSED_DEADLINES = 100;

    private final FlightLimits limits;

    public ResultRules(FlightLimits limits) {
        this.limits = limits;
    }

    public ResultMove decide(@Nullable WorkState work, InferenceResult result, Instant now) {
        var flight = work == null ? null : named(work, result.getFlightId());
        if (work == null || flight == null) {
            return new ResultMove.Drop(Reason.LATE);
        }
        return switch (flight.getStatus()) {
            case IN_FLIGHT -> accept(work, flight, result.getOutcome(), now);
            case WAITING, SETTLING, UNKNOWN -> new ResultMove.Drop(Reason.DUPLICATE);
        };
    }

    /** The flight that the result names, if there is one, ends with this instead. */
    public static ResultMove giveUp(@Nullable WorkState work, InferenceResult result, Failed why) {
        var flight = work == null ? null : named(work, result.getFlightId());
        return flight == null
                ? new ResultMove.Drop(Reason.LATE)
                : new ResultMove.GiveUp(flight, why);
    }

    private ResultMove accept(WorkState work, WorkFlight flight, Object outcome, Instant now) {
        return switch (outcome) {
            case Generated done -> {
                var wrong = wrong(work, done);
                yield wrong == null
                        ? new ResultMove.Share(flight, done)
                        : new ResultMove.GiveUp(flight, wrong);
            }
            case Failed failed -> failed(flight, failed, now);
            default -> throw new IllegalStateException("outcome " + outcome.getClass());
        };
    }

    private ResultMove failed(WorkFlight flight, Failed failed, Instant now) {
        // the runner went by the deadline of the request, which is not that of who came later, and
        // must not use up the attempts of these
        int limit = failed.getCode() == FailureCode.TIMEOUT ? MISSED_DEADLINES : limits.attempts();
        boolean mayHelp = failed.getRetryable() || failed.getCode() == FailureCode.TIMEOUT;
        if (!mayHelp || flight.getAttempts() >= limit) {
            return new ResultMove.GiveUp(flight, failed);
        }
        var next = Flights.waiting(flight, now.plus(limits.waitAfter(flight.getAttempts())));
        return new ResultMove.AskAgain(flight, next, failed);
    }

    private static @Nullable Failed wrong(WorkState work, Generated done) {
        int asked = work.getTasks().size();
        int got = done.getResults().size();
        if (got != asked) {
            var what = "asked for " + asked + " tasks, got " + got;
            return new Failed(FailureCode.INTERNAL, Stage.SETTLE, what, false);
        }
        var required = work.getContentSha256();
        if (!required.isEmpty() && !required.equals(done.getContentSha256())) {
            var what = "required bytes of SHA-256 " + required + ", got a result for ";
            return new Failed(
                    FailureCode.DIGEST_MISMATCH,
                    Stage.SETTLE,
                    what + "'" + done.getContentSha256() + "'",
                    false);
        }
        return null;
    }

    private static @Nullable WorkFlight named(WorkState work, String flightId) {
        return work.getFlights().stream()
                .filter(flight -> flight.getFlightId().equals(flightId))
                .findFirst()
                .orElse(null);
    }
}
