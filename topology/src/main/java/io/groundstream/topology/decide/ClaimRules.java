package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.WorkClaim;
import io.groundstream.schemas.avro.WorkResult;
import io.groundstream.schemas.avro.WorkState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What becomes of a claim: equal work is asked for once a lane. A bulk claim waits for interactive
 * work, which comes sooner; an interactive claim does not wait for bulk work.
 */
public final class ClaimRules {
    private final Reuse reuse;

    public ClaimRules(Reuse reuse) {
        this.reuse = reuse;
    }

    /**
     * Decides about a claim.
     *
     * @param work under way for the same key
     * @param stored the newest result for the same key
     */
    public ClaimMove decide(
            WorkClaim claim, @Nullable WorkState work, @Nullable WorkResult stored, Instant now) {
        return switch (claim.getKind()) {
            case WITHDRAWAL -> new ClaimMove.Withdraw();
            case CLAIM -> claimed(claim, work, stored, now);
            case UNKNOWN -> new ClaimMove.Ignore();
        };
    }

    private ClaimMove claimed(
            WorkClaim claim, @Nullable WorkState work, @Nullable WorkResult stored, Instant now) {
        var deadline = claim.getDeadline();
        if (deadline != null && !now.isBefore(deadline)) {
            return new ClaimMove.Refuse(timeout(deadline));
        }
        if (stored != null && reuse.allows(stored, now)) {
            return new ClaimMove.TakeStored(stored);
        }
        var lane = claim.getLane();
        if (isFlying(work, Lane.INTERACTIVE)) {
            return new ClaimMove.Join(Lane.INTERACTIVE);
        }
        return isFlying(work, lane) ? new ClaimMove.Join(lane) : new ClaimMove.Launch(lane);
    }

    /** The end of a claim whose deadline has come. */
    public static Failed timeout(Instant deadline) {
        return new Failed(
                FailureCode.TIMEOUT, Stage.QUEUE, "no result by the deadline " + deadline, false);
    }

    private static boolean isFlying(@Nullable WorkState work, Lane lane) {
        return work != null && Works.flight(work, lane).isPresent();
    }
}
