package io.groundstream.topology.flow;

import static java.util.Objects.requireNonNull;

import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.WorkClaim;
import io.groundstream.schemas.avro.WorkWaiter;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.trace.Span;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.decide.ClaimMove;
import io.groundstream.topology.decide.ClaimRules;
import io.groundstream.topology.decide.Flights;
import io.groundstream.topology.decide.Works;
import io.groundstream.topology.flow.WorkStore.Waiting;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads claims: each is answered, waits for work that is under way, or has the work asked for. */
final class Dispatch extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

    private final Parts parts;
    private final ClaimRules rules;
    private final Decoder<WorkClaim> decoder;
    private @Nullable Task task;

    Dispatch(Parts parts) {
        this.parts = parts;
        this.rules = new ClaimRules(parts.reuse());
        this.decoder = new Decoder<>(parts.registry(), WorkClaim.class);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        var store = new WorkStore(context, parts.meters().task(context.taskId()));
        task = new Task(store, new WorkSteps(context, store, parts), new Pictures(parts));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var at = context().recordMetadata().orElseThrow();
        var place = new Place(at.topic(), at.partition(), at.offset());
        if (record.key() == null || record.value() == null || !WorkIndex.isKey(record.key())) {
            parts.meters().claimDropped();
            return;
        }
        try {
            var claim = parts.patience().ask(() -> decoder.decode(place, record.value()));
            try (var span = parts.tracing().begin("dispatch", record.headers()).inLogs()) {
                span.with("groundstream.image", claim.getImageId());
                dispatch(record.key(), claim, span, place);
            }
        } catch (BrokenRecordException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("unreadable claim dropped");
            parts.meters().claimDropped();
        }
    }

    private void dispatch(String workKey, WorkClaim claim, Span span, Place place) {
        try {
            dispatch(workKey, claim, span);
        } catch (RuntimeException e) {
            var task = requireNonNull(this.task);
            var now = task.steps().now();
            var why = parts.unforeseen().outcome(e, Stage.ADMIT, place, now);
            withdraw(workKey, claim);
            var told = new WorkSteps.Told(why, 0, null);
            task.steps().answer(claim.getImageId(), claim.getVersion(), told, span.trace());
        }
    }

    private void dispatch(String workKey, WorkClaim claim, Span span) {
        var trace = span.trace();
        var task = requireNonNull(this.task);
        var now = task.steps().now();
        var work = task.store().get(workKey);
        var stored = task.store().result(workKey, now, parts.reuse().ttl());
        var imageId = claim.getImageId();
        var version = claim.getVersion();
        switch (rules.decide(claim, work, stored, now)) {
            case ClaimMove.Withdraw _ -> withdraw(workKey, claim);
            case ClaimMove.Refuse(var why) ->
                    task.steps().answer(imageId, version, new WorkSteps.Told(why, 0, null), trace);
            case ClaimMove.TakeStored(var result) -> {
                task.steps().answer(imageId, version, result, trace);
                span.with("groundstream.work", "stored");
                parts.meters().hit("stored");
            }
            case ClaimMove.Join(var lane) -> {
                task.steps()
                        .joined(workKey, requireNonNull(work, "who joins has something to join"));
                task.store().join(workKey, imageId, waiter(claim, lane, trace));
                span.with("groundstream.work", "joined");
                parts.meters().hit("joined");
            }
            case ClaimMove.Launch(var lane) -> {
                var waiter = waiter(claim, lane, trace);
                task.store().join(workKey, imageId, waiter);
                task.steps()
                        .launch(
                                workKey,
                                work == null ? Works.of(claim) : Works.shared(work),
                                Flights.planned(lane, imageId, now),
                                new Waiting(imageId, waiter));
                span.with("groundstream.work", "asked for");
                parts.meters().miss();
            }
            case ClaimMove.Ignore _ -> parts.meters().claimDropped();
        }
        task.pictures().forget(version);
    }

    /** Only that version: a newer one of the same image may wait for the same work. */
    private void withdraw(String workKey, WorkClaim claim) {
        var store = requireNonNull(task).store();
        var waiter = store.waiter(workKey, claim.getImageId());
        if (waiter != null && waiter.getVersion().equals(claim.getVersion())) {
            store.leave(workKey, new Waiting(claim.getImageId(), waiter));
        }
    }

    private static WorkWaiter waiter(WorkClaim claim, Lane lane, Trace trace) {
        return new WorkWaiter(claim.getVersion(), lane, claim.getDeadline(), trace.parent());
    }

    private record Task(WorkStore store, WorkSteps steps, Pictures pictures) {}
}
