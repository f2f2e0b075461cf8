package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.topology.decide.Output.Projection;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a record on images means for its image. Every new version takes the place of the one before,
 * even if it is refused: a reader must not go on seeing what the publisher has replaced.
 */
public final class Admission {
    private final Letters letters;

    public Admission(Letters letters) {
        this.letters = letters;
    }

    /** Claims the work, or refuses the event for the first rule that it breaks. */
    public Step admit(
            Arrival arrival, ImageEvent event, @Nullable ImageState current, Instant now) {
        var broken = EventRules.broken(arrival.imageId(), event, now);
        if (broken.isPresent()) {
            return refuse(arrival, event, broken.get(), current, now);
        }
        // the letter is about a version that is no longer current
        var stale =
                current != null && current.getStatus() == ImageStatus.DEAD_LETTERED
                        ? List.of(new Output.Tombstone(arrival.imageId(), Projection.DEAD_LETTERS))
                        : List.<Output>of();
        var claim = Claims.claim(arrival, event, now);
        var claiming =
                new ImageState(
                        arrival.version(),
                        ImageStatus.IN_FLIGHT,
                        claim.getWorkKey(),
                        Events.withoutBytes(event));
        return new Step(claiming, List.of(new Output.Claim(claim)), List.of())
                .after(stale, List.of())
                .after(
                        Claims.withdrawal(arrival.imageId(), current, now),
                        endingOf(current, Ending.SUPERSEDED));
    }

    /** A version that cannot be worked on, with the event if it could be read. */
    public Step refuse(
            Arrival arrival,
            @Nullable ImageEvent event,
            Refusal why,
            @Nullable ImageState current,
            Instant now) {
        return letters.refuse(arrival, event, why, now)
                .after(
                        Claims.withdrawal(arrival.imageId(), current, now),
                        endingOf(current, Ending.SUPERSEDED));
    }

    /** Forgets the image and removes it from every projection, known or not. */
    public Step delete(String imageId, @Nullable ImageState current, Instant now) {
        var tombstones =
                Arrays.stream(Projection.values())
                        .<Output>map(projection -> new Output.Tombstone(imageId, projection))
                        .toList();
        return new Step(null, tombstones, List.of())
                .after(Claims.withdrawal(imageId, current, now), endingOf(current, Ending.DELETED));
    }

    private static List<Ending> endingOf(@Nullable ImageState current, Ending ending) {
        return current != null && Events.isPending(current) ? List.of(ending) : List.of();
    }
}
