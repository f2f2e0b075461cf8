package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.WorkAnswer;
import io.groundstream.schemas.avro.WorkClaim;

/** A record to be written. */
public sealed interface Output {
    /** To the request topic of its lane, under its work key. */
    record Request(InferenceRequest value) implements Output {}

    /** To claims, under its work key. */
    record Claim(WorkClaim value) implements Output {}

    /** To answers, under its imageId. */
    record Answered(WorkAnswer value) implements Output {}

    /** To annotations, under its imageId. */
    record Annotated(Annotation value) implements Output {}

    /** To search-documents, under its imageId. */
    record Document(SearchDocument value) implements Output {}

    /** To dead-letters, under its imageId. */
    record Letter(DeadLetter value) implements Output {}

    /** To moderation-decisions, under its imageId. */
    record Decided(ModerationDecision value) implements Output {}

    /** No value: what the projection holds of the image is removed. */
    record Tombstone(String imageId, Projection of) implements Output {}

    /** The topics that hold at most one record an image. */
    enum Projection {
        ANNOTATIONS,
        SEARCH_DOCUMENTS,
        MODERATION_DECISIONS,
        DEAD_LETTERS
    }
}
