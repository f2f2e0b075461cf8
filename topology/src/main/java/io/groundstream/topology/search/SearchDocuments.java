package io.groundstream.topology.search;

import static java.util.stream.Collectors.toMap;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.SearchEntity;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskResult;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Flattens annotations into search documents that OpenSearch and Elasticsearch take as they are:
 * one document that an index refuses would hold up its connector, and with it all that come after.
 */
public final class SearchDocuments {
    /** The longest document id that an index takes. */
    static final int MAX_ID_BYTES = 512;

    /** Within an index's longest term (32,766 bytes) whatever the characters are. */
    static final int MAX_ATTRIBUTE_CHARS = 8_191;

    private static final Set<TaskKind> CAPTIONS =
            EnumSet.of(TaskKind.BRIEF_CAPTION, TaskKind.PLAIN_CAPTION);
    private static final Set<TaskKind> DETAILED = EnumSet.of(TaskKind.DETAILED_CAPTION);

    private SearchDocuments() {}

    /** The annotation's document; empty if no index could name it. */
    public static Optional<SearchDocument> of(Annotation annotation) {
        var imageId = annotation.getImageId();
        return imageId.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES
                ? Optional.empty()
                : Optional.of(flat(annotation));
    }

    private static SearchDocument flat(Annotation annotation) {
        var results = annotation.getResults();
        var detailed = first(results, DETAILED);
        var caption =
                first(results, CAPTIONS).or(() -> detailed).or(() -> results.stream().findFirst());
        var model = annotation.getModel();
        return SearchDocument.newBuilder()
                .setImageId(annotation.getImageId())
                .setVersion(annotation.getVersion())
                .setCaption(caption.map(TaskResult::getText).orElse(""))
                .setConfidence(caption.map(TaskResult::getConfidence).orElse(0.0))
                .setDetailedCaption(text(detailed))
                .setTexts(results.stream().map(TaskResult::getText).toList())
                .setKinds(kinds(results))
                .setPhrases(phrases(results))
                .setEntities(entities(results).flatMap(SearchDocuments::boxes).toList())
                .setContentSha256(annotation.getContentSha256())
                .setWidth(annotation.getWidth())
                .setHeight(annotation.getHeight())
                .setMediaType(annotation.getMediaType())
                .setModel(model.getName())
                .setModelRevision(model.getRevision())
                .setPromptRevision(model.getPromptRevision())
                .setDerivedFrom(annotation.getDerivedFrom())
                .setAttributes(indexable(annotation.getAttributes()))
                .setSubmittedAt(annotation.getSubmittedAt())
                .setAnnotatedAt(annotation.getAnnotatedAt())
                .build();
    }

    private static Optional<TaskResult> first(List<TaskResult> results, Set<TaskKind> kinds) {
        return results.stream()
                .filter(result -> kinds.contains(result.getTask().getKind()))
                .findFirst();
    }

    private static @Nullable String text(Optional<TaskResult> result) {
        return result.isPresent() ? result.get().getText() : null;
    }

    private static Stream<Entity> entities(List<TaskResult> results) {
        return results.stream().flatMap(result -> result.getEntities().stream());
    }

    private static List<TaskKind> kinds(List<TaskResult> results) {
        return results.stream().map(result -> result.getTask().getKind()).distinct().toList();
    }

    private static List<String> phrases(List<TaskResult> results) {
        return entities(results)
                .map(Entity::getPhrase)
                .filter(phrase -> !phrase.isEmpty())
                .distinct()
                .toList();
    }

    private static Stream<SearchEntity> boxes(Entity entity) {
        return entity.getBoxes().stream()
                .map(
                        scored ->
                                new SearchEntity(
                                        entity.getPhrase(),
                                        scored.getBox(),
                                        area(scored.getBox()),
                                        scored.getConfidence()));
    }

    private static double area(Box box) {
        return (box.getX1() - box.getX0()) * (box.getY1() - box.getY0());
    }

    private static Map<String, String> indexable(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .filter(a -> isIndexable(a.getKey(), a.getValue()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isIndexable(String key, String value) {
        // Elasticsearch parts keys and values by a NUL
        return key.indexOf('\0') < 0 && key.length() + value.length() <= MAX_ATTRIBUTE_CHARS;
    }
}
