package io.groundstream.distribution.rehearsal;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.testing.Guarantees.Output;

import java.time.Instant;

/**
 * One record of an output topic and when a reader got it.
 *
 * @param schemaId by which its writer's release can be told; -1 for a tombstone
 */
record Sight(Output output, int schemaId, Instant at) {
    boolean isAnnotation() {
        return output.value() instanceof Annotation;
    }

    /** From publishing to reading, of an annotation. */
    long latencyMillis() {
        return output.value() instanceof Annotation annotation
                ? at.toEpochMilli() - annotation.getSubmittedAt().toEpochMilli()
                : -1;
    }
}
