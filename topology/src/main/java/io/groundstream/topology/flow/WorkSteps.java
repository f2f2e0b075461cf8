package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.FlightStatus;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.avro.WorkAnswer;
import io.groundstream.schemas.avro.WorkFlight;
import io.groundstream.schemas.avro.WorkResult;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.schemas.avro.WorkWaiter;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.decide.Flights;
import io.groundstream.topology.decide.Output;
import io.groundstream.topology.decide.Works;
import io.groundstream.topology.flow.WorkStore.Waiting;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Carries out what was decided about work: stores and outputs, all in the task's transaction. */
final class WorkSteps {
    /** Bounds a transaction: whoever shares a picture with more images than this is told later. */
    private static final int MOST_TOLD = 5_000;

    /** Bounds the search for a version whose bytes still stand in images. */
    private static final int MOST_TRIED = 100;

    private final ProcessorContext<String, byte[]> context;
    private final WorkStore store;
    private final Parts parts;
    private final Flights flights;
    private final Pictures pictures;
    private final Outbox outbox;

    WorkSteps(ProcessorContext<String, byte[]> context, WorkStore store, Parts parts) {
        this.context = context;
        this.store = store;
        this.parts = parts;
        this.flights = parts.flights();
        this.pictures = new Pictures(parts);
        this.outbox = new Outbox(parts.registry(), parts.topics());
    }

    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /** Ends a claim. */
    void answer(String imageId, Version version, Told told, Trace trace) {
        var derivedFrom = Objects.equals(told.owner(), imageId) ? null : told.owner();
        send(
                new Output.Answered(
                        new WorkAnswer(
                                imageId, version, told.outcome(), told.attempts(), derivedFrom)),
                trace);
    }

    /** Ends a claim with what was made earlier, for another image or for this one. */
    void answer(String imageId, Version version, WorkResult stored, Trace trace) {
        send(
                new Output.Answered(
                        new WorkAnswer(
                                imageId,
                                version,
                                stored.getGenerated(),
                                stored.getAttempts(),
                                stored.getImageId())),
                trace);
    }

    /**
     * Asks for work for the first time; if its picture cannot be got, as soon as it can be.
     *
     * @param planned a flight of the work in which nothing was asked for
     */
    void launch(String workKey, WorkState work, WorkFlight planned, Waiting asker) {
        var found = pictures.find(work, asker.imageId(), asker.waiter().getVersion());
        if (found instanceof Pictures.Finding.Found(var content)) {
            launch(workKey, work, planned, List.of(asker), asker, content);
        } else {
            store.put(workKey, work, Works.with(work, planned));
        }
    }

    /** Another image is about to join. */
    void joined(String workKey, WorkState work) {
        if (work.getAlone()) {
            store.put(workKey, work, Works.shared(work));
        }
    }

    /**
     * Asks for work again for those who still wait for it, with the picture of any of them; if none
     * does, the flight has ended.
     *
     * @return false if this cannot be done now, nor what comes after it
     */
    boolean askAgain(String workKey, WorkState work, WorkFlight flight) {
        var waiting = waiting(workKey, work, flight, waiter -> isOf(flight, waiter), MOST_TRIED);
        if (waiting.isEmpty()) {
            store.put(workKey, work, Works.without(work, flight.getLane()));
            return true;
        }
        // whoever asked last, if he still waits, then the others
        var asker = Comparator.comparing((Waiting w) -> !w.imageId().equals(flight.getImageId()));
        for (var next : waiting.stream().sorted(asker).toList()) {
            switch (pictures.find(work, next.imageId(), next.waiter().getVersion())) {
                case Pictures.Finding.Found(var content) -> {
                    launch(workKey, work, flight, waiting, next, content);
                    if (flight.getAttempts() > 0) {
                        parts.meters().askedAgain();
                    }
                    return true;
                }
                case Pictures.Finding.Gone _ -> {}
                case Pictures.Finding.NotNow _ -> {
                    return false;
                }
            }
        }
        var why = "the event is no longer in images and cannot be asked for again";
        var gone = new Failed(FailureCode.FETCH, Stage.FETCH, why, false);
        var _ = tell(workKey, work, flight, gone, null);
        return true;
    }

    /**
     * Keeps a result if others may have it later, and gives it to everybody who waits.
     *
     * @param from the trace of the result
     * @return how many that were
     */
    int share(String workKey, WorkState work, WorkFlight flight, Generated done, Trace from) {
        if (parts.reuse().keeps(done, work.getContentSha256())) {
            var kept = new WorkResult(flight.getImageId(), done, flight.getAttempts(), now());
            store.keep(workKey, kept);
        }
        return tell(workKey, work, flight, done, from);
    }

    /**
     * Tells the outcome to those who wait: of this flight, or if all is well of this work.
     *
     * @param from the trace of the result; null if none came
     * @return how many that were
     */
    int tell(
            String workKey,
            WorkState work,
            WorkFlight flight,
            Object outcome,
            @Nullable Trace from) {
        boolean toAll = outcome instanceof Generated;
        var waiting =
                waiting(
                        workKey,
                        work,
                        flight,
                        waiter -> toAll || isOf(flight, waiter),
                        MOST_TOLD + 1);
        var owner = owner(workKey, flight, waiting);
        var first = waiting.subList(0, Math.min(waiting.size(), MOST_TOLD));
        tell(workKey, first, told(outcome, flight, owner), from);
        var next =
                waiting.size() <= MOST_TOLD
                        ? Works.without(work, flight.getLane())
                        : Works.with(work, Flights.settling(flight, owner, outcome, now()));
        store.put(workKey, work, next);
        return first.size();
    }

    /** Tells those whose deadline has come, and plans to ask again for the others. */
    void postpone(String workKey, WorkState work, WorkFlight flight, WorkFlight next, Failed why) {
        var now = now();
        var expired =
                waiting(
                        workKey,
                        work,
                        flight,
                        waiter -> isOf(flight, waiter) && isPastDeadline(waiter, now),
                        MOST_TOLD);
        tell(workKey, expired, told(why, flight, null), null);
        store.put(workKey, work, Works.with(work, next));
    }

    /** The one who asked is looked up; to look for others costs several times as much. */
    private List<Waiting> waiting(
            String workKey,
            WorkState work,
            WorkFlight flight,
            Predicate<WorkWaiter> wanted,
            int most) {
        if (!work.getAlone()) {
            return store.waiting(workKey, wanted, most);
        }
        var asker = store.waiter(workKey, flight.getImageId());
        return asker != null && wanted.test(asker)
                ? List.of(new Waiting(flight.getImageId(), asker))
                : List.of();
    }

    private void launch(
            String workKey,
            WorkState work,
            WorkFlight flight,
            List<Waiting> waiting,
            Waiting asker,
            Object content) {
        var who = new Flights.Asker(asker.imageId(), asker.waiter().getVersion());
        var launch = flights.launch(workKey, work, flight, who, content, latest(waiting), now());
        send(new Output.Request(launch.request()), Trace.of(asker.waiter().getTraceparent()));
        store.put(workKey, work, Works.with(work, launch.flight()));
    }

    private void tell(String workKey, List<Waiting> waiting, Told told, @Nullable Trace from) {
        for (var each : waiting) {
            store.leave(workKey, each);
            answer(each.imageId(), each.waiter().getVersion(), told, trace(each, from));
        }
    }

    /** Who asked goes on in the trace of the result; who joined in his own, which names that. */
    private Trace trace(Waiting each, @Nullable Trace from) {
        var own = Trace.of(each.waiter().getTraceparent());
        if (from == null || !parts.tracing().isOn()) {
            return own;
        }
        if (own.traceId().equals(from.traceId())) {
            return from;
        }
        try (var span = parts.tracing().begin("share", own)) {
            span.with("groundstream.image", each.imageId()).link(from);
            return span.trace();
        }
    }

    private void send(Output output, Trace trace) {
        var to = parts.patience().ask(() -> outbox.address(output, trace, now()));
        context.forward(to.record(), to.sink());
    }

    /** For whom the model ran: who asked, or if he has gone the first of those who wait. */
    private String owner(String workKey, WorkFlight flight, List<Waiting> waiting) {
        boolean isKnown =
                waiting.isEmpty()
                        || flight.getStatus() == FlightStatus.SETTLING
                        || waiting.getFirst().imageId().equals(flight.getImageId())
                        || store.waiter(workKey, flight.getImageId()) != null;
        return isKnown ? flight.getImageId() : waiting.getFirst().imageId();
    }

    private static Told told(Object outcome, WorkFlight flight, @Nullable String owner) {
        return new Told(outcome, flight.getAttempts(), outcome instanceof Generated ? owner : null);
    }

    private static boolean isOf(WorkFlight flight, WorkWaiter waiter) {
        return waiter.getLane() == flight.getLane();
    }

    private static boolean isPastDeadline(WorkWaiter waiter, Instant now) {
        return waiter.getDeadline() != null && !now.isBefore(waiter.getDeadline());
    }

    /** When nobody waits any longer; null if somebody always will, or may. */
    private static @Nullable Instant latest(List<Waiting> waiting) {
        if (waiting.size() >= MOST_TRIED
                || waiting.stream().anyMatch(w -> w.waiter().getDeadline() == null)) {
            return null;
        }
        return waiting.stream()
                .map(w -> w.waiter().getDeadline())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /**
     * What is told.
     *
     * @param owner the image for which the model ran; null if it did not
     */
    record Told(Object outcome, int attempts, @Nullable String owner) {}
}
