package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationState;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.decide.Output;
import io.groundstream.topology.moderate.Judge;
import io.groundstream.topology.moderate.Policy;

import org.apache.kafka.streams.processor.api.ProcessorContext;

import java.time.Instant;

/** Decides images again, whose annotations stand as they were. Belongs to one task. */
final class Decisions {
    private final ProcessorContext<String, byte[]> context;
    private final ModerationStore store;
    private final Outbox outbox;
    private final Parts parts;

    Decisions(ProcessorContext<String, byte[]> context, ModerationStore store, Parts parts) {
        this.context = context;
        this.store = store;
        this.outbox = new Outbox(parts.registry(), parts.topics());
        this.parts = parts;
    }

    /**
     * Writes the decision and remembers under which policy it was made.
     *
     * @param state of an annotated image, with the override that now is
     */
    void decide(String imageId, ModerationState state, Policy policy, Trace trace) {
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var subject = ModerationStore.subject(imageId, state);
        ModerationDecision decision = Judge.decide(subject, policy, state.getOverride(), now);
        var addressed =
                parts.patience()
                        .ask(() -> outbox.address(new Output.Decided(decision), trace, now));
        store.put(imageId, ModerationStore.annotated(subject, state.getOverride(), policy));
        context.forward(addressed.record(), addressed.sink());
        parts.meters().decided(decision.getVerdict());
    }
}
