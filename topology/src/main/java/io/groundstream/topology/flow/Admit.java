package io.groundstream.topology.flow;

import static io.groundstream.schemas.avro.FailureCode.SCHEMA;
import static io.groundstream.schemas.avro.FailureCode.TOO_LARGE;

import static java.util.Objects.requireNonNull;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.topology.decide.Admission;
import io.groundstream.topology.decide.Arrival;
import io.groundstream.topology.decide.Refusal;
import io.groundstream.topology.decide.Step;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Reads images: a record is sent to where it belongs, deletes its image, is refused or becomes
 * work.
 */
final class Admit extends ContextualProcessor<String, byte[], String, byte[]> {
    private final Parts parts;
    private final Admission admission;
    private final Decoder<ImageEvent> decoder;
    private @Nullable Task task;

    Admit(Parts parts) {
        this.parts = parts;
        this.admission = parts.admission();
        this.decoder = new Decoder<>(parts.registry(), ImageEvent.class);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        var images = new ImageStore(context);
        task = new Task(images, parts.steps(context, images));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var key = record.key();
        if (key == null) {
            parts.meters().unkeyed();
            return;
        }
        var at = context().recordMetadata().orElseThrow();
        boolean isMisplaced = parts.placement().partition(key) != at.partition();
        if (isMisplaced && Fit.fits(record)) {
            context().forward(record, Nodes.REROUTED);
            parts.meters().rerouted();
            return;
        }
        var imageId = Names.of(key);
        var steps = requireNonNull(task).steps();
        var before = requireNonNull(task).images().get(imageId);
        if (Replay.isStale(record.headers(), before)) {
            parts.meters().staleReplay();
            return;
        }
        try (var span = parts.tracing().begin("admit", record.headers()).inLogs()) {
            span.with("groundstream.image", imageId);
            var found = new Found(before, steps.now(), isMisplaced);
            var step = decide(imageId, record.value(), at, found);
            steps.take(imageId, before, step, 0, span.trace());
        }
    }

    private Step decide(String imageId, byte @Nullable [] value, RecordMetadata at, Found found) {
        var before = found.state();
        var now = found.at();
        if (value == null) {
            parts.meters().deletion();
            return admission.delete(imageId, before, now);
        }
        var arrival = new Arrival(imageId, new Version(at.partition(), at.offset()));
        // of those that are misplaced, the ones that cannot be sent on are decided here
        if (found.isMisplaced() || value.length > TopicSpec.MAX_RECORD_BYTES) {
            var what = "a record of " + value.length + " bytes, at most ";
            var why = Refusal.atAdmission(TOO_LARGE, what + TopicSpec.MAX_RECORD_BYTES);
            return admission.refuse(arrival, null, why, before, now);
        }
        try {
            var event = parts.patience().ask(() -> decoder.decode(place(at), value));
            if (event.getContent() instanceof InlineImage inline) {
                parts.surroundings().recent().put(arrival.version(), inline.getData());
            }
            return admission.admit(arrival, event, before, now);
        } catch (BrokenRecordException e) {
            var why = Refusal.atAdmission(SCHEMA, String.valueOf(e.getMessage()));
            return admission.refuse(arrival, null, why, before, now);
        } catch (RuntimeException e) {
            var why = parts.unforeseen().refusal(e, Stage.ADMIT, place(at), now);
            return admission.refuse(arrival, null, why, before, now);
        }
    }

    private static Place place(RecordMetadata at) {
        return new Place(at.topic(), at.partition(), at.offset());
    }

    private record Task(ImageStore images, Steps steps) {}

    /** What is known of an image when its record is read. */
    private record Found(@Nullable ImageState state, Instant at, boolean isMisplaced) {}
}
