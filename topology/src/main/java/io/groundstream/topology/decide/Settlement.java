package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.avro.Timings;
import io.groundstream.schemas.avro.WorkAnswer;
import io.groundstream.topology.decide.Answer.Accepted;
import io.groundstream.topology.decide.Answer.Dropped;
import io.groundstream.topology.decide.Answer.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What the answer to a claim means for its image: something only if its version is current. */
public final class Settlement {
    private static final Timings NOTHING_RAN = Timings.newBuilder().build();

    private final Letters letters;

    public Settlement(Letters letters) {
        this.letters = letters;
    }

    public Answer settle(
            String imageId, @Nullable ImageState state, WorkAnswer answer, Instant now) {
        if (state == null || !state.getVersion().equals(answer.getVersion())) {
            return new Dropped(Reason.LATE);
        }
        return switch (state.getStatus()) {
            case IN_FLIGHT -> new Accepted(accept(imageId, state, answer, now));
            case ANNOTATED, DEAD_LETTERED, UNKNOWN -> new Dropped(Reason.DUPLICATE);
        };
    }

    private Step accept(String imageId, ImageState state, WorkAnswer answer, Instant now) {
        return switch (answer.getOutcome()) {
            case Generated done ->
                    new Step(
                            Letters.settled(state.getVersion(), ImageStatus.ANNOTATED),
                            List.of(
                                    new Output.Annotated(
                                            annotation(imageId, state, answer, done, now))),
                            List.of(Ending.ANNOTATED));
            case Failed failed ->
                    letters.giveUp(
                            imageId,
                            state,
                            new Refusal(failed.getCode(), failed.getStage(), failed.getMessage()),
                            answer.getAttempts(),
                            now);
            default -> throw new IllegalStateException("outcome " + answer.getOutcome());
        };
    }

    private static Annotation annotation(
            String imageId, ImageState state, WorkAnswer answer, Generated done, Instant now) {
        ImageEvent event = state.getEvent();
        return Annotation.newBuilder()
                .setImageId(imageId)
                .setVersion(state.getVersion())
                .setContentSha256(done.getContentSha256())
                .setWidth(done.getWidth())
                .setHeight(done.getHeight())
                .setMediaType(done.getMediaType())
                .setResults(done.getResults())
                .setModel(done.getModel())
                .setTimings(answer.getDerivedFrom() == null ? done.getTimings() : NOTHING_RAN)
                .setDerivedFrom(answer.getDerivedFrom())
                .setAttributes(event.getAttributes())
                .setSubmittedAt(event.getSubmittedAt())
                .setAnnotatedAt(now)
                .build();
    }
}
