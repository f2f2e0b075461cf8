package io.groundstream.topology.moderate;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Version;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What is judged: an image version and the model's words about it. */
public record Subject(
        String imageId,
        Version version,
        String contentSha256,
        List<TaskResult> results,
        @Nullable ModelInfo model) {
    public Subject {
        results = List.copyOf(results);
    }

    public static Subject of(Annotation annotation) {
        return new Subject(
                annotation.getImageId(),
                annotation.getVersion(),
                annotation.getContentSha256(),
                annotation.getResults(),
                annotation.getModel());
    }

    /** True if the person saw the bytes that these words are about. */
    public boolean isBoundBy(@Nullable ModerationOverride override) {
        return override != null
                && !contentSha256.isEmpty()
                && override.getContentSha256().equals(contentSha256);
    }
}
