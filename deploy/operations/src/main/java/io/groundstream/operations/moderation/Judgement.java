package io.groundstream.operations.moderation;

import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.topology.moderate.Overrides;

import java.time.Instant;

/** What a person says of an image, before it is bound to what the image holds. */
public record Judgement(Verdict verdict, String reason, String actor) {
    public Judgement {
        if (reason.length() > Overrides.MOST_CHARS || actor.length() > Overrides.MOST_CHARS) {
            throw new ConfigException(
                    "reason and actor: at most " + Overrides.MOST_CHARS + " characters each");
        }
    }

    /**
     * Binds it to the content that was decided about.
     *
     * @throws IllegalStateException if the image could not be read
     */
    public ModerationOverride about(ModerationDecision seen, Instant now) {
        if (seen.getContentSha256().isEmpty()) {
            throw new IllegalStateException(
                    seen.getImageId()
                            + " could not be read, so that there is no content to decide about");
        }
        return ModerationOverride.newBuilder()
                .setImageId(seen.getImageId())
                .setContentSha256(seen.getContentSha256())
                .setVerdict(verdict)
                .setReason(reason)
                .setActor(actor)
                .setAt(now)
                .build();
    }
}
