package io.groundstream.topology.decide;

import static io.groundstream.topology.decide.Output.Projection.ANNOTATIONS;
import static io.groundstream.topology.decide.Output.Projection.SEARCH_DOCUMENTS;

import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.avro.Origin;
import io.groundstream.schemas.avro.Version;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Ends versions as dead letters; an older annotation and search document go with them. */
public final class Letters {
    // an event that was refused for its size is named in the letter, not copied into it
    private static final long MAX_EVENT_CHARS = 256 << 10;

    private final String imagesTopic;

    public Letters(String imagesTopic) {
        this.imagesTopic = imagesTopic;
    }

    /** Ends a version that was never asked for. */
    Step refuse(Arrival arrival, @Nullable ImageEvent event, Refusal why, Instant now) {
        return end(arrival, event, why, 0, now);
    }

    /** Ends the version that this state is about. */
    public Step giveUp(String imageId, ImageState state, Refusal why, int attempts, Instant now) {
        return end(new Arrival(imageId, state.getVersion()), state.getEvent(), why, attempts, now);
    }

    /**
     * Ends the version that this step is about, which cannot be taken; what it ends beside that
     * version it still ends.
     */
    public Step insteadOf(
            Step step,
            String imageId,
            @Nullable ImageState before,
            Refusal why,
            int attempts,
            Instant now) {
        var next = Objects.requireNonNull(step.state());
        var about = before != null && before.getVersion().equals(next.getVersion()) ? before : next;
        var others = step.endings().stream().filter(Letters::isOfAnother).toList();
        return giveUp(imageId, about, why, attempts, now).after(List.of(), others);
    }

    private static boolean isOfAnother(Ending ending) {
        return switch (ending) {
            case SUPERSEDED, DELETED -> true;
            case ANNOTATED, DEAD_LETTERED -> false;
        };
    }

    private Step end(
            Arrival arrival, @Nullable ImageEvent event, Refusal why, int attempts, Instant now) {
        var version = arrival.version();
        var letter =
                DeadLetter.newBuilder()
                        .setImageId(arrival.imageId())
                        .setCode(why.code())
                        .setStage(why.stage())
                        .setMessage(why.message())
                        .setAttempts(attempts)
                        .setOrigin(
                                new Origin(
                                        imagesTopic,
                                        version.getPartition(),
                                        version.getOffset(),
                                        version))
                        .setEvent(event == null ? null : shown(event))
                        .setAt(now)
                        .build();
        return new Step(
                settled(version, ImageStatus.DEAD_LETTERED),
                List.of(
                        new Output.Letter(letter),
                        new Output.Tombstone(arrival.imageId(), ANNOTATIONS),
                        new Output.Tombstone(arrival.imageId(), SEARCH_DOCUMENTS)),
                List.of(Ending.DEAD_LETTERED));
    }

    /** What is remembered of a version that has ended: enough to know late answers by. */
    static ImageState settled(Version version, ImageStatus status) {
        return new ImageState(version, status, "", null);
    }

    private static @Nullable ImageEvent shown(ImageEvent event) {
        return chars(event) > MAX_EVENT_CHARS ? null : Events.withoutBytes(event);
    }

    private static long chars(ImageEvent event) {
        long attributes =
                event.getAttributes().entrySet().stream()
                        .mapToLong(a -> (long) a.getKey().length() + a.getValue().length())
                        .sum();
        long tasks =
                event.getTasks().stream()
                        .mapToLong(
                                task ->
                                        64L
                                                + (task.getText() == null
                                                        ? 0
                                                        : task.getText().length()))
                        .sum();
        long reference = event.getContent() instanceof ImageReference r ? r.getUri().length() : 0;
        var mediaType = event.getMediaType();
        return attributes
                + tasks
                + reference
                + event.getImageId().length()
                + (mediaType == null ? 0 : mediaType.length());
    }
}
