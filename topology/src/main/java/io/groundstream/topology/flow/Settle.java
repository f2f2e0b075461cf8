package io.groundstream.topology.flow;

import static java.util.Objects.requireNonNull;

import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.topology.decide.Answer;
import io.groundstream.topology.decide.LaneClock;
import io.groundstream.topology.decide.Settlement;
import io.groundstream.topology.decide.WorkKey;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;

/** Reads results, and by the clock looks after what has none. */
final class Settle extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(Settle.class);

    private final Parts parts;
    private final Settlement settlement;
    private final Decoder<InferenceResult> decoder;
    private @Nullable Task task;

    Settle(Parts parts) {
        this.parts = parts;
        this.settlement = parts.settlement();
        this.decoder = new Decoder<>(parts.registry(), InferenceResult.class);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        var meter = parts.meters().task(context.taskId());
        var images = new ImageStore(context, meter);
        var steps = parts.steps(context, images);
        var clock = new LaneClock(parts.pulse(), steps.now());
        var progress = parts.progress().of(context.taskId().partition());
        meter.start(images.pending());
        task = new Task(images, steps, clock, progress, meter);
        var due = new DueWork(parts, images, steps, clock, progress);
        context.schedule(
                parts.punctuateInterval(),
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
                settle(WorkKey.imageOf(record.key()), result, Trace.of(record.headers()));
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

    private void settle(String imageId, InferenceResult result, Trace trace) {
        var task = requireNonNull(this.task);
        var state = task.images().get(imageId);
        var now = task.steps().now();
        var answer = settlement.settle(imageId, state, result, now);
        task.hear(state, answer, now);
        switch (answer) {
            case Answer.Accepted(var step) -> task.steps().take(imageId, state, step, trace);
            case Answer.Dropped(var reason) -> parts.meters().dropped(reason.label());
        }
    }

    private record Task(
            ImageStore images,
            Steps steps,
            LaneClock clock,
            ResultsProgress progress,
            Meters.Task meter) {

        /** A result that changes nothing still shows that its lane is alive. */
        void hear(@Nullable ImageState state, Answer answer, Instant now) {
            var event = state == null ? null : state.getEvent();
            if (state == null || event == null) {
                for (var lane : Lane.values()) {
                    clock.heard(lane, now);
                }
                return;
            }
            switch (answer) {
                case Answer.Accepted _ ->
                        clock.answered(event.getLane(), state.getRequestedAt(), now);
                case Answer.Dropped _ -> clock.heard(event.getLane(), now);
            }
        }
    }
}
