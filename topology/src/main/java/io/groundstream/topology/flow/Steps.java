package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.decide.Refusal;
import io.groundstream.topology.decide.Step;
import io.groundstream.topology.flow.Outbox.Addressed;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Carries decisions out: state, outputs and counts of a step, all in the task's transaction. A step
 * of which a record cannot be written ends its image instead: within a transaction Kafka offers no
 * second chance once it has refused a record.
 */
final class Steps {
    private final ProcessorContext<String, byte[]> context;
    private final ImageStore images;
    private final Outbox outbox;
    private final Moderator moderator;
    private final Projections projections;
    private final Parts parts;

    Steps(
            ProcessorContext<String, byte[]> context,
            ImageStore images,
            Outbox outbox,
            Moderator moderator,
            Parts parts) {
        this.context = context;
        this.images = images;
        this.outbox = outbox;
        this.moderator = moderator;
        this.projections = new Projections(parts.meters());
        this.parts = parts;
    }

    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    void take(String imageId, @Nullable ImageState before, Step step, int attempts, Trace trace) {
        var plan = plan(step, trace);
        var tooLarge = plan.records().stream().filter(to -> !Fit.fits(to.record())).findFirst();
        if (tooLarge.isEmpty()) {
            write(imageId, step, plan);
        } else {
            var why = refusal(tooLarge.get());
            var instead = parts.letters().insteadOf(step, imageId, before, why, attempts, now());
            write(imageId, instead, plan(instead, trace));
        }
    }

    /** With what follows from the step's outputs: documents and decisions. */
    private Plan plan(Step step, Trace trace) {
        var now = now();
        var moderated = moderator.moderate(projections.following(step.outputs()), now);
        var records =
                parts.patience()
                        .ask(
                                () ->
                                        moderated.outputs().stream()
                                                .map(output -> outbox.address(output, trace, now))
                                                .toList());
        return new Plan(moderated, records);
    }

    private void write(String imageId, Step step, Plan plan) {
        images.put(imageId, step.state());
        moderator.keep(plan.moderated());
        plan.records().forEach(to -> context.forward(to.record(), to.sink()));
        parts.meters().count(step);
        plan.moderated().outputs().forEach(parts.meters()::count);
    }

    private static Refusal refusal(Addressed to) {
        var message =
                "its record on %s would have %d bytes, at most %d"
                        .formatted(to.sink(), Fit.bytes(to.record()), Fit.MOST_BYTES);
        return new Refusal(FailureCode.TOO_LARGE, Stage.SETTLE, message);
    }

    private record Plan(Moderator.Moderated moderated, List<Addressed> records) {}
}
