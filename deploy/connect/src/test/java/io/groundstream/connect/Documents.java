package io.groundstream.connect;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.serde.TrustedRecords;
import io.groundstream.topology.search.SearchDocuments;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Documents as the topology projects them. */
final class Documents {
    static final Instant ANNOTATED = Instant.parse("2026-01-01T00:00:00.123Z");

    static {
        TrustedRecords.vouch();
    }

    private Documents() {}

    static SearchDocument of(String imageId, Map<String, String> attributes, Entity... entities) {
        var caption =
                String.join(" and ", List.of(entities).stream().map(Entity::getPhrase).toList());
        var result =
                TaskResult.newBuilder().setText(caption).setEntities(List.of(entities)).build();
        var annotation =
                Annotation.newBuilder()
                        .setImageId(imageId)
                        .setResults(List.of(result))
                        .setAttributes(attributes)
                        .setAnnotatedAt(ANNOTATED)
                        .build();
        return SearchDocuments.of(annotation).orElseThrow();
    }

    static Entity entity(String phrase, double... confidences) {
        var boxes =
                Arrays.stream(confidences)
                        .mapToObj(c -> new ScoredBox(new Box(0.1, 0.2, 0.5, 0.7), c, c))
                        .toList();
        return Entity.newBuilder().setPhrase(phrase).setBoxes(boxes).build();
    }
}
