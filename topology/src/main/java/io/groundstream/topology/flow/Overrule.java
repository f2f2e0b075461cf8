package io.groundstream.topology.flow;

import static java.util.Objects.requireNonNull;

import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.ModerationState;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.moderate.Overrides;

import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Objects;

/** Reads people's overrides, and by the clock decides again when another policy is in force. */
final class Overrule extends ContextualProcessor<String, byte[], String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(Overrule.class);

    private final Parts parts;
    private final Decoder<ModerationOverride> decoder;
    private @Nullable Task task;

    Overrule(Parts parts) {
        this.parts = parts;
        this.decoder = new Decoder<>(parts.registry(), ModerationOverride.class);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        var store = new ModerationStore(context);
        var decisions = new Decisions(context, store, parts);
        task = new Task(store, decisions);
        var again = new Redecision(context, parts.policies(), store, decisions);
        context.schedule(Redecision.INTERVAL, PunctuationType.WALL_CLOCK_TIME, _ -> again.run());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var at = context().recordMetadata().orElseThrow();
        var key = record.key();
        if (key == null) {
            parts.meters().override("unreadable");
            return;
        }
        if (parts.placement().partition(key) != at.partition()) {
            context().forward(record, Nodes.OVERRIDES_REROUTED);
            parts.meters().override("rerouted");
            return;
        }
        var trace = Trace.of(record.headers());
        var value = record.value();
        if (value == null) {
            take(key, null, trace);
            return;
        }
        try {
            var place = new Place(at.topic(), at.partition(), at.offset());
            var override = parts.patience().ask(() -> decoder.decode(place, value));
            if (Overrides.areUsable(key, override)) {
                take(key, override, trace);
                return;
            }
            log.atWarn().addKeyValue("place", place).log("override is not as it must be, ignored");
        } catch (BrokenRecordException e) {
            log.atWarn().addKeyValue("cause", e.getMessage()).log("unreadable override ignored");
        }
        parts.meters().override("unreadable");
    }

    /** An override that does not bind the present content is kept for when that content comes. */
    private void take(String imageId, @Nullable ModerationOverride override, Trace trace) {
        var task = requireNonNull(this.task);
        var before = task.store().get(imageId);
        if (Objects.equals(before == null ? null : before.getOverride(), override)) {
            return;
        }
        parts.meters().override(override == null ? "withdrawn" : "taken");
        if (before == null || !before.getAnnotated()) {
            task.store().put(imageId, ModerationStore.overrideAlone(override));
            return;
        }
        var next = with(override, before);
        var subject = ModerationStore.subject(imageId, before);
        if (subject.isBoundBy(before.getOverride()) || subject.isBoundBy(override)) {
            task.decisions().decide(imageId, next, parts.policies().inForce(), trace);
        } else {
            task.store().put(imageId, next);
        }
    }

    private static ModerationState with(
            @Nullable ModerationOverride override, ModerationState state) {
        return new ModerationState(
                state.getAnnotated(),
                state.getVersion(),
                state.getContentSha256(),
                state.getResults(),
                state.getModel(),
                override,
                state.getPolicyRevision(),
                state.getPolicyDigest());
    }

    private record Task(ModerationStore store, Decisions decisions) {}
}
