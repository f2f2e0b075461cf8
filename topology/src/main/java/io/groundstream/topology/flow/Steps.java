package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ImageState;
import io.groundstream.topology.decide.Step;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Carries decisions out: state, outputs and counts of a step, all in the task's transaction. */
final class Steps {
    private final ProcessorContext<String, byte[]> context;
    private final ImageStore images;
    private final Outbox outbox;
    private final Patience patience;
    private final Meters meters;
    private final Projections projections;

    Steps(
            ProcessorContext<String, byte[]> context,
            ImageStore images,
            Outbox outbox,
            Patience patience,
            Meters meters) {
        this.context = context;
        this.images = images;
        this.outbox = outbox;
        this.patience = patience;
        this.meters = meters;
        this.projections = new Projections(meters);
    }

    Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    void take(String imageId, @Nullable ImageState before, Step step, Trace trace) {
        var now = now();
        var outputs = projections.following(step.outputs());
        var addressed =
                patience.ask(
                        () ->
                                outputs.stream()
                                        .map(output -> outbox.address(output, trace, now))
                                        .toList());
        images.put(imageId, before, step.state());
        addressed.forEach(to -> context.forward(to.record(), to.sink()));
        meters.count(step);
    }
}
