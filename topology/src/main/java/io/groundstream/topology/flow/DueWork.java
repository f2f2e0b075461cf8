package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.WorkFlight;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.decide.ClaimRules;
import io.groundstream.topology.decide.Due;
import io.groundstream.topology.decide.DueRules;
import io.groundstream.topology.decide.LaneClock;
import io.groundstream.topology.decide.Works;

import java.time.Duration;
import java.time.Instant;

/**
 * Looks after what has come to its time: work is asked for again or given up, and who waits past
 * his deadline ends alone. It does nothing before the task has read the results that were there
 * when it was assigned.
 */
final class DueWork {
    /** Bounds the time of one run; what is left over comes with the next. */
    private static final int MOST_AT_ONCE = 500;

    /** How far the wall clock may step back without hiding what is due. */
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(1);

    private final WorkStore store;
    private final WorkSteps steps;
    private final ResultsProgress progress;
    private final Parts parts;
    private final DueRules rules;
    // nothing is due before this: saves walking over the index's deleted past again and again
    private Instant from = Instant.EPOCH;

    DueWork(
            Parts parts,
            WorkStore store,
            WorkSteps steps,
            LaneClock clock,
            ResultsProgress progress) {
        this.store = store;
        this.steps = steps;
        this.progress = progress;
        this.parts = parts;
        this.rules = new DueRules(parts.settings().limits(), clock);
    }

    void run(Instant now) {
        if (!progress.isCaughtUp()) {
            return;
        }
        if (now.isBefore(from)) {
            from = Instant.EPOCH;
        }
        var due = store.due(from, now, MOST_AT_ONCE);
        for (var next : due) {
            boolean isDone =
                    next.imageId().isEmpty()
                            ? handle(next.workKey(), now)
                            : expire(next.workKey(), next.imageId());
            if (!isDone) {
                return;
            }
        }
        if (due.size() < MOST_AT_ONCE) {
            from = now.minus(CLOCK_SLACK);
        }
    }

    /** The deadline of one who waits; one who has been answered meanwhile waits no longer. */
    private boolean expire(String workKey, String imageId) {
        var waiter = store.waiter(workKey, imageId);
        if (waiter == null) {
            return true;
        }
        var work = store.get(workKey);
        int attempts =
                work == null
                        ? 0
                        : Works.flight(work, waiter.getLane())
                                .map(WorkFlight::getAttempts)
                                .orElse(0);
        store.leave(workKey, new WorkStore.Waiting(imageId, waiter));
        steps.answer(
                imageId,
                waiter.getVersion(),
                new WorkSteps.Told(ClaimRules.timeout(waiter.getDeadline()), attempts, null),
                Trace.of(waiter.getTraceparent()));
        return true;
    }

    /** False if this cannot be done now, nor what comes after it. */
    private boolean handle(String workKey, Instant now) {
        var work = store.get(workKey);
        if (work == null) {
            return true;
        }
        for (var flight : work.getFlights()) {
            if (!now.isBefore(flight.getDueAt()) && !handle(workKey, flight, now)) {
                return false;
            }
        }
        return true;
    }

    private boolean handle(String workKey, WorkFlight flight, Instant now) {
        // what was done about the other lane is in the store, and not in the work as it was read
        WorkState work = store.get(workKey);
        if (work == null) {
            return true;
        }
        try {
            return act(workKey, work, flight, now);
        } catch (RuntimeException e) {
            var why = parts.unforeseen().outcome(e, Stage.QUEUE, workKey, now);
            var _ = steps.tell(workKey, work, flight, why, null);
            return true;
        }
    }

    private boolean act(String workKey, WorkState work, WorkFlight flight, Instant now) {
        switch (rules.decide(flight, now)) {
            case Due.LookLater(var next) -> store.put(workKey, work, Works.with(work, next));
            case Due.GiveUp(var why) -> {
                var _ = steps.tell(workKey, work, flight, why, null);
            }
            case Due.GoOn(var outcome) -> {
                var _ = steps.tell(workKey, work, flight, outcome, null);
            }
            case Due.AskAgain _ -> {
                return steps.askAgain(workKey, work, flight);
            }
        }
        return true;
    }
}
