package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.ClaimKind;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.WorkClaim;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** What images say to the work that they want: that they want it, and that they no longer do. */
final class Claims {
    private static final InlineImage NO_BYTES = new InlineImage(ByteBuffer.allocate(0));

    private Claims() {}

    /** Claims the work of an admitted event; no bytes go along. */
    static WorkClaim claim(Arrival arrival, ImageEvent event, Instant now) {
        var sha256 = sha256(event);
        return new WorkClaim(
                WorkKey.of(arrival, event, sha256),
                ClaimKind.CLAIM,
                arrival.imageId(),
                arrival.version(),
                Events.withoutBytes(event).getContent(),
                sha256,
                Events.tasks(event),
                event.getLane(),
                event.getDeadline(),
                now);
    }

    /** Takes back what the image's current version has claimed, if it still waits for it. */
    static List<Output> withdrawal(String imageId, @Nullable ImageState current, Instant now) {
        if (current == null || !Events.isPending(current)) {
            return List.of();
        }
        var withdrawal =
                new WorkClaim(
                        current.getWorkKey(),
                        ClaimKind.WITHDRAWAL,
                        imageId,
                        current.getVersion(),
                        NO_BYTES,
                        "",
                        List.of(),
                        Lane.INTERACTIVE,
                        null,
                        now);
        return List.of(new Output.Claim(withdrawal));
    }

    /**
     * Of the bytes if they are here, else what the publisher declares; empty if that is nothing.
     */
    private static String sha256(ImageEvent event) {
        return switch (event.getContent()) {
            case InlineImage inline -> Digest.of(inline.getData());
            case ImageReference reference ->
                    reference.getSha256() == null ? "" : reference.getSha256();
            default -> throw new IllegalStateException("content " + event.getContent().getClass());
        };
    }
}
