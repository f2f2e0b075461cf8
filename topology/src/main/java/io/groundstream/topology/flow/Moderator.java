package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.ModerationState;
import io.groundstream.topology.decide.Output;
import io.groundstream.topology.moderate.Judge;
import io.groundstream.topology.moderate.Subject;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at what a step writes and adds the decisions that follow from it: an annotation is judged,
 * a dead letter is REVIEW, and of a deleted image nothing is kept but a person's override, which
 * holds should the same content come back.
 */
final class Moderator {
    private final ModerationStore store;
    private final Policies policies;

    Moderator(ModerationStore store, Policies policies) {
        this.store = store;
        this.policies = policies;
    }

    /** What is to be kept of an image; null forgets it. */
    record Keep(String imageId, @Nullable ModerationState state) {}

    /** All that is to be written, and then kept. */
    record Moderated(List<Output> outputs, List<Keep> kept) {}

    Moderated moderate(List<Output> outputs, Instant now) {
        var all = new ArrayList<>(outputs);
        var kept = new ArrayList<Keep>();
        for (var output : outputs) {
            switch (output) {
                case Output.Annotated(var annotation) -> judge(annotation, now, all, kept);
                case Output.Letter(var letter) -> review(letter, now, all, kept);
                case Output.Tombstone(var imageId, var projection) -> {
                    if (projection == Output.Projection.MODERATION_DECISIONS) {
                        kept.add(forget(imageId));
                    }
                }
                case Output.Claim _,
                        Output.Answered _,
                        Output.Request _,
                        Output.Document _,
                        Output.Decided _ -> {}
            }
        }
        return new Moderated(all, kept);
    }

    void keep(Moderated moderated) {
        moderated.kept().forEach(keep -> store.put(keep.imageId(), keep.state()));
    }

    private void judge(Annotation annotation, Instant now, List<Output> all, List<Keep> kept) {
        var subject = Subject.of(annotation);
        var override = override(subject.imageId());
        var policy = policies.inForce();
        all.add(new Output.Decided(Judge.decide(subject, policy, override, now)));
        kept.add(new Keep(subject.imageId(), ModerationStore.annotated(subject, override, policy)));
    }

    private void review(DeadLetter letter, Instant now, List<Output> all, List<Keep> kept) {
        var imageId = letter.getImageId();
        var version = letter.getOrigin().getVersion();
        all.add(new Output.Decided(Judge.unprocessed(imageId, version, policies.inForce(), now)));
        kept.add(forget(imageId));
    }

    private Keep forget(String imageId) {
        return new Keep(imageId, ModerationStore.overrideAlone(override(imageId)));
    }

    private @Nullable ModerationOverride override(String imageId) {
        var state = store.get(imageId);
        return state == null ? null : state.getOverride();
    }
}
