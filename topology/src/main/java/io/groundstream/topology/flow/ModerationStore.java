package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.ModerationState;
import io.groundstream.schemas.avro.ModerationWalk;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Version;
import io.groundstream.topology.moderate.Policy;
import io.groundstream.topology.moderate.Subject;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What a task keeps to decide again by: the model's words, and people's overrides. */
final class ModerationStore {
    private final KeyValueStore<String, ModerationState> states;

    ModerationStore(ProcessorContext<?, ?> context) {
        this.states = context.getStateStore(Nodes.MODERATION);
    }

    /** What is known of an image, with its name. */
    record Kept(String imageId, ModerationState state) {}

    @Nullable ModerationState get(String imageId) {
        return states.get(imageId);
    }

    /** Null forgets the image. */
    void put(String imageId, @Nullable ModerationState state) {
        states.put(imageId, state);
    }

    /** Up to so many images behind this one, in the order of the store. */
    List<Kept> after(String imageId, int most) {
        var found = new ArrayList<Kept>();
        try (var entries = imageId.isEmpty() ? states.all() : states.range(imageId, null)) {
            while (entries.hasNext() && found.size() < most) {
                var entry = entries.next();
                if (!entry.key.equals(imageId)) {
                    found.add(new Kept(entry.key, entry.value));
                }
            }
        }
        return found;
    }

    /** The image has this annotation from now on, decided under this policy. */
    static ModerationState annotated(
            Subject subject, @Nullable ModerationOverride override, Policy policy) {
        return new ModerationState(
                true,
                subject.version(),
                subject.contentSha256(),
                subject.results().stream().map(ModerationStore::withoutRawText).toList(),
                subject.model(),
                override,
                policy.revision(),
                policy.digest());
    }

    /** No annotation stands; null if nothing is left to keep. */
    static @Nullable ModerationState overrideAlone(@Nullable ModerationOverride override) {
        return override == null
                ? null
                : new ModerationState(
                        false, new Version(-1, -1L), "", List.of(), null, override, 0, "");
    }

    static Subject subject(String imageId, ModerationState state) {
        return new Subject(
                imageId,
                state.getVersion(),
                state.getContentSha256(),
                state.getResults(),
                state.getModel());
    }

    static boolean isDecidedUnder(Policy policy, ModerationState state) {
        return state.getPolicyRevision() == policy.revision()
                && state.getPolicyDigest().equals(policy.digest());
    }

    static boolean isWalkUnder(Policy policy, ModerationWalk walk) {
        return walk.getPolicyRevision() == policy.revision()
                && walk.getPolicyDigest().equals(policy.digest());
    }

    private static TaskResult withoutRawText(TaskResult result) {
        return new TaskResult(
                result.getTask(),
                result.getText(),
                result.getConfidence(),
                result.getRawConfidence(),
                result.getConfidenceMethod(),
                result.getEntities(),
                result.getTruncated(),
                "");
    }
}
