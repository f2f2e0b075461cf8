package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.topology.decide.Answer.Accepted;
import io.groundstream.topology.decide.Answer.Dropped;
import io.groundstream.topology.decide.Answer.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a result means for its image: only the first one for the flight that counts means anything.
 */
public final class Settlement {
    private final FlightLimits limits;
    private final Letters letters;

    public Settlement(FlightLimits limits, Letters letters) {
        this.limits = limits;
        this.letters = letters;
    }

    public Answer settle(
            String imageId, @Nullable ImageState state, InferenceResult result, Instant now) {
        if (state == null || !state.getFlightId().equals(result.getFlightId())) {
            return new Dropped(Reason.LATE);
        }
        return switch (state.getStatus()) {
            case IN_FLIGHT -> new Accepted(accept(imageId, state, result.getOutcome(), now));
            case WAITING, ANNOTATED, DEAD_LETTERED, UNKNOWN -> new Dropped(Reason.DUPLICATE);
        };
    }

    private Step accept(String imageId, ImageState state, Object outcome, Instant now) {
        return switch (outcome) {
            case Generated generated -> annotate(imageId, state, generated, now);
            case Failed failed when failed.getRetryable() -> retry(imageId, state, failed, now);
            case Failed failed -> letters.giveUp(imageId, state, refusal(failed), now);
            default -> throw new IllegalStateException("outcome " + outcome.getClass());
        };
    }

    private Step annotate(String imageId, ImageState state, Generated done, Instant now) {
        var event = state.getEvent();
        int asked = Events.tasks(event).size();
        if (done.getResults().size() != asked) {
            return letters.giveUp(
                    imageId,
                    state,
                    new Refusal(
                            FailureCode.INTERNAL,
                            Stage.SETTLE,
                            "asked for " + asked + " tasks, got " + done.getResults().size()),
                    now);
        }
        return new Step(
                Letters.settled(state.getVersion(), ImageStatus.ANNOTATED, asked(state)),
                List.of(new Output.Annotated(annotation(imageId, state, event, done, now))),
                List.of(Ending.ANNOTATED));
    }

    private static Annotation annotation(
            String imageId, ImageState state, ImageEvent event, Generated done, Instant now) {
        return Annotation.newBuilder()
                .setImageId(imageId)
                .setVersion(state.getVersion())
                .setContentSha256(done.getContentSha256())
                .setWidth(done.getWidth())
                .setHeight(done.getHeight())
                .setMediaType(done.getMediaType())
                .setResults(done.getResults())
                .setModel(done.getModel())
                .setTimings(done.getTimings())
                .setAttributes(event.getAttributes())
                .setSubmittedAt(event.getSubmittedAt())
                .setAnnotatedAt(now)
                .build();
    }

    private Step retry(String imageId, ImageState state, Failed failed, Instant now) {
        var deadline = state.getEvent().getDeadline();
        boolean inTime = deadline == null || now.isBefore(deadline);
        if (state.getAttempts() >= limits.attempts() || !inTime) {
            return letters.giveUp(imageId, state, refusal(failed), now);
        }
        var askAgainAt = now.plus(limits.waitAfter(state.getAttempts()));
        var waiting =
                new ImageState(
                        state.getVersion(),
                        ImageStatus.WAITING,
                        state.getFlightId(),
                        state.getAttempts(),
                        state.getEvent(),
                        state.getRequestedAt(),
                        Flights.earlier(askAgainAt, deadline));
        return new Step(waiting, List.of(), List.of());
    }

    private static Letters.Asked asked(ImageState state) {
        return new Letters.Asked(state.getFlightId(), state.getAttempts());
    }

    private static Refusal refusal(Failed failed) {
        return new Refusal(failed.getCode(), failed.getStage(), failed.getMessage());
    }
}
