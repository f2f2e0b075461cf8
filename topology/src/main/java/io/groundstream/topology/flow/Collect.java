package io.groundstream.topology.flow;

import static java.util.Objects.requireNonNull;

import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.WorkFlight;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.decide.Answer;
import io.groundstream.topology.decide.LaneClock;
import io.groundstream.topology.decide.ResultMove;
import io.groundstream.topology.decide.ResultRules;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;

/** Reads results, and by the clock looks after work that has none. */
final class Collect extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(Collect.class);

    private final Parts parts;
    private final ResultRules rules;
    private final Decoder<InferenceResult> decoder;
    private @Nullable Task task;

    Collect(Parts parts) {
        this.parts = parts;
        this.rules = new ResultRules(parts.settings().limits());
        this.decoder = new Decoder<>(parts.registry(), InferenceResult.class);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        var meter = parts.meters().task(context.taskId());
        var store = new WorkStore(context, meter);
        var steps = new WorkSteps(context, store, parts);
        var clock = new LaneClock(parts.pulse(), steps.now());
        var progress = parts.progress().of(context.taskId().partition());
        meter.start(store.pending());
        task = new Task(store, steps, clock, progress, meter);
        var due = new DueWork(parts, store, steps, clock, progress);
        context.schedule(
                parts.settings().punctuateInterval(),
                PunctuationType.WALL_CLOCK_TIME,
                millis -> due.run(Instant.ofEpochMilli(millis)));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var at = context().recordMetadata().orElseThrow();
        var place = new Place(at.topic(), at.partition(), at.offset());
        if (record.key() == null || record.value() == null) {
            parts.meters().dropped("unreadable");
        } else {
            try {
                var result = parts.patience().ask(() -> decoder.decode(place, record.value()));
                try (var span = parts.tracing().begin("collect", record.headers()).inLogs()) {
                    collect(record.key(), result, span.trace());
                }
            } catch (BrokenRecordException e) {
                log.atWarn().addKeyValue("cause", e.getMessage()).log("unreadable result dropped");
                parts.meters().dropped("unreadable");
            }
        }
        requireNonNull(task).progress().processed(at.offset());
    }

    @Override
    public void close() {
        if (task != null) {
            task.meter().close();
        }
    }

    private void collect(String workKey, InferenceResult result, Trace trace) {
        var task = requireNonNull(this.task);
        var work = task.store().get(workKey);
        var now = task.steps().now();
        var move = move(work, result, now);
        switch (move) {
            case ResultMove.Drop(var reason) -> {
                // a result that changes nothing still shows that somebody is alive
                for (var lane : Lane.values()) {
                    task.clock().heard(lane, now);
                }
                parts.meters().dropped(reason.label());
            }
            case ResultMove.Share(var flight, var done) -> {
                task.hear(flight, now);
                count(task.steps().share(workKey, found(work), flight, done, trace));
            }
            case ResultMove.GiveUp(var flight, var why) -> {
                task.hear(flight, now);
                count(task.steps().tell(workKey, found(work), flight, why, trace));
            }
            case ResultMove.AskAgain(var flight, var next, var why) -> {
                task.hear(flight, now);
                task.steps().postpone(workKey, found(work), flight, next, why);
            }
        }
    }

    private ResultMove move(@Nullable WorkState work, InferenceResult result, Instant now) {
        try {
            return rules.decide(work, result, now);
        } catch (RuntimeException e) {
            var why = parts.unforeseen().outcome(e, Stage.SETTLE, result.getWorkKey(), now);
            return ResultRules.giveUp(work, result, why);
        }
    }

    /** What comes when nobody waits for it any longer is late, though it may be kept. */
    private void count(int told) {
        if (told == 0) {
            parts.meters().dropped(Answer.Reason.LATE.label());
        }
    }

    private static WorkState found(@Nullable WorkState work) {
        return requireNonNull(work, "a result that counts has its work");
    }

    private record Task(
            WorkStore store,
            WorkSteps steps,
            LaneClock clock,
            ResultsProgress progress,
            Meters.Task meter) {

        void hear(WorkFlight flight, Instant now) {
            clock.answered(flight.getLane(), flight.getRequestedAt(), now);
        }
    }
}
