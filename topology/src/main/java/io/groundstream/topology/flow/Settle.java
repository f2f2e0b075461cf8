package io.groundstream.topology.flow;

import static java.util.Objects.requireNonNull;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.WorkAnswer;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.decide.Answer;
import io.groundstream.topology.decide.Settlement;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;

/** Reads the answers to claims; the first one for an image's current version ends that version. */
final class Settle extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(Settle.class);

    private final Parts parts;
    private final Settlement settlement;
    private final Decoder<WorkAnswer> decoder;
    private @Nullable Task task;

    Settle(Parts parts) {
        this.parts = parts;
        this.settlement = parts.settlement();
        this.decoder = new Decoder<>(parts.registry(), WorkAnswer.class);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        var images = new ImageStore(context);
        task = new Task(images, parts.steps(context, images));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var at = context().recordMetadata().orElseThrow();
        var place = new Place(at.topic(), at.partition(), at.offset());
        if (record.key() == null || record.value() == null) {
            parts.meters().answerDropped("unreadable");
            return;
        }
        try {
            var answer = parts.patience().ask(() -> decoder.decode(place, record.value()));
            try (var span = parts.tracing().begin("settle", record.headers()).inLogs()) {
                span.with("groundstream.image", record.key());
                if (answer.getOutcome() instanceof Failed failed) {
                    span.fail(failed.getCode().name());
                }
                settle(record.key(), answer, span.trace());
            }
        } catch (BrokenRecordException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("unreadable answer dropped");
            parts.meters().answerDropped("unreadable");
        }
    }

    private void settle(String imageId, WorkAnswer answer, Trace trace) {
        var task = requireNonNull(this.task);
        var state = task.images().get(imageId);
        switch (answer(imageId, state, answer, task.steps().now())) {
            case Answer.Accepted(var step) ->
                    task.steps().take(imageId, state, step, answer.getAttempts(), trace);
            case Answer.Dropped(var reason) -> parts.meters().answerDropped(reason.label());
        }
    }

    private Answer answer(
            String imageId, @Nullable ImageState state, WorkAnswer answer, Instant now) {
        try {
            return settlement.settle(imageId, state, answer, now);
        } catch (RuntimeException e) {
            var at = context().recordMetadata().orElseThrow();
            var why = parts.unforeseen().refusal(e, Stage.SETTLE, at, now);
            return state == null
                    ? new Answer.Dropped(Answer.Reason.LATE)
                    : new Answer.Accepted(
                            parts.letters().giveUp(imageId, state, why, answer.getAttempts(), now));
        }
    }

    private record Task(ImageStore images, Steps steps) {}
}
