package io.groundstream.search;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.SearchEntity;
import io.groundstream.schemas.serde.TrustedRecords;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Search documents as the topology writes them. */
public final class Documents {
    public static final Instant ANNOTATED = Instant.parse("2026-03-01T12:00:00Z");

    static {
        TrustedRecords.vouch();
    }

    private Documents() {}

    public static SearchDocument of(String imageId, String caption, SearchEntity... entities) {
        return builder(imageId, caption, entities).build();
    }

    static SearchDocument.Builder builder(
            String imageId, String caption, SearchEntity... entities) {
        return SearchDocument.newBuilder()
                .setImageId(imageId)
                .setCaption(caption)
                .setTexts(List.of(caption))
                .setPhrases(
                        Arrays.stream(entities).map(SearchEntity::getPhrase).distinct().toList())
                .setEntities(List.of(entities))
                .setConfidence(0.9)
                .setMediaType("image/jpeg")
                .setWidth(640)
                .setHeight(480)
                .setSubmittedAt(ANNOTATED)
                .setAnnotatedAt(ANNOTATED);
    }

    static SearchEntity box(String phrase, double confidence) {
        return box(phrase, confidence, 0.25);
    }

    static SearchEntity box(String phrase, double confidence, double area) {
        return new SearchEntity(phrase, new Box(0.0, 0.0, area, 1.0), area, confidence);
    }
}
