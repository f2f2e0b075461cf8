package io.groundstream.schemas.catalog;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.WorkAnswer;
import io.groundstream.schemas.avro.WorkClaim;

import org.apache.avro.Schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One topic of the catalogue: how it is kept, and the schema of its values. */
public record TopicSpec(String name, Schema schema, Map<String, String> configs) {
    /** Largest inline image, in bytes. */
    public static final int MAX_INLINE_BYTES = 4 << 20;

    /** Largest record, in bytes: an inline image and all that may stand beside it. */
    public static final int MAX_RECORD_BYTES = MAX_INLINE_BYTES + (1 << 20);

    private static final Duration IMAGE_RETENTION = Duration.ofDays(7);
    // Above the longest time that bulk work may be in flight.
    private static final Duration WORK_RETENTION = Duration.ofDays(2);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    /** Every topic, in the order of the flow. */
    public static List<TopicSpec> all(Topics topics) {
        var work = kept("delete", WORK_RETENTION);
        var state = Map.of("cleanup.policy", "compact", "max.message.bytes", maxBytes());
        return List.of(
                new TopicSpec(
                        topics.images(),
                        ImageEvent.getClassSchema(),
                        kept("compact,delete", IMAGE_RETENTION)),
                // what a topology that stands still has not read is kept as long as its images
                new TopicSpec(
                        topics.claims(),
                        WorkClaim.getClassSchema(),
                        kept("delete", IMAGE_RETENTION)),
                new TopicSpec(
                        topics.inferenceRequests(Lane.INTERACTIVE),
                        InferenceRequest.getClassSchema(),
                        work),
                new TopicSpec(
                        topics.inferenceRequests(Lane.BULK),
                        InferenceRequest.getClassSchema(),
                        work),
                new TopicSpec(topics.inferenceResults(), InferenceResult.getClassSchema(), work),
                new TopicSpec(
                        topics.answers(),
                        WorkAnswer.getClassSchema(),
                        kept("delete", IMAGE_RETENTION)),
                new TopicSpec(topics.annotations(), Annotation.getClassSchema(), state),
                new TopicSpec(topics.searchDocuments(), SearchDocument.getClassSchema(), state),
                new TopicSpec(
                        topics.moderationDecisions(), ModerationDecision.getClassSchema(), state),
                new TopicSpec(
                        topics.moderationPolicies(), ModerationPolicy.getClassSchema(), state),
                new TopicSpec(
                        topics.moderationOverrides(), ModerationOverride.getClassSchema(), state),
                new TopicSpec(
                        topics.deadLetters(),
                        DeadLetter.getClassSchema(),
                        kept("compact,delete", DEAD_LETTER_RETENTION)));
    }

    private static Map<String, String> kept(String cleanup, Duration retention) {
        return Map.of(
                "cleanup.policy", cleanup,
                "retention.ms", Long.toString(retention.toMillis()),
                "max.message.bytes", maxBytes());
    }

    private static String maxBytes() {
        return Integer.toString(MAX_RECORD_BYTES);
    }
}
