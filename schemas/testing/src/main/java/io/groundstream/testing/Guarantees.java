package io.groundstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the product promises, as assertions over all records of its output topics in the order of
 * their offsets. Written once; every test that shakes the system ends with them.
 */
public final class Guarantees {
    private Guarantees() {}

    /** One record of an output topic; a null value is a tombstone. */
    public record Output(String topic, String key, @Nullable SpecificRecord value) {}

    /** Each image has ended at least once: none is lost. */
    public static void noneIsLost(Collection<String> imageIds, List<Output> outputs) {
        assertThat(endings(outputs).keySet().stream().map(Ended::imageId).distinct())
                .as("images that ended")
                .containsAll(imageIds);
    }

    /** No version of an image has ended twice, be it by annotation or by dead letter. */
    public static void noneEndsTwice(List<Output> outputs) {
        assertThat(endings(outputs)).as("endings of each version").allSatisfy(Guarantees::isOne);
    }

    /** Each ending has its decision, once; for a time in which no other policy came into force. */
    public static void eachEndingIsDecidedOnce(List<Output> outputs) {
        var decided =
                outputs.stream()
                        .map(Output::value)
                        .filter(ModerationDecision.class::isInstance)
                        .map(ModerationDecision.class::cast)
                        .map(decision -> new Ended(decision.getImageId(), decision.getVersion()))
                        .toList();
        assertThat(decided)
                .as("decisions of each version")
                .containsExactlyInAnyOrderElementsOf(endings(outputs).keySet());
    }

    /** The annotation or dead letter that remains of an image, as compaction leaves it. */
    public static @Nullable SpecificRecord remaining(
            String topic, String imageId, List<Output> outputs) {
        return compacted(topic, outputs).get(imageId);
    }

    /**
     * Each annotation that remains has the search document of its version, and no other is left.
     */
    public static void documentsMatchAnnotations(Topics topics, List<Output> outputs) {
        assertThat(compacted(topics.searchDocuments(), outputs).values())
                .as("search documents that remain")
                .filteredOn(Objects::nonNull)
                .map(value -> (SearchDocument) value)
                .map(document -> new Ended(document.getImageId(), document.getVersion()))
                .containsExactlyInAnyOrderElementsOf(
                        compacted(topics.annotations(), outputs).values().stream()
                                .map(Guarantees::ended)
                                .filter(Objects::nonNull)
                                .toList());
    }

    /** Nothing of the image remains on any output topic. */
    public static void nothingRemains(String imageId, List<Output> outputs) {
        for (var topic : outputs.stream().map(Output::topic).distinct().toList()) {
            assertThat(remaining(topic, imageId, outputs)).as(topic + " of " + imageId).isNull();
        }
    }

    private record Ended(String imageId, Version version) {}

    private static Map<Ended, Long> endings(List<Output> outputs) {
        return outputs.stream()
                .map(Output::value)
                .map(Guarantees::ended)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(ended -> ended, Collectors.counting()));
    }

    private static @Nullable Ended ended(@Nullable SpecificRecord value) {
        return switch (value) {
            case Annotation annotation ->
                    new Ended(annotation.getImageId(), annotation.getVersion());
            case DeadLetter letter ->
                    new Ended(letter.getImageId(), letter.getOrigin().getVersion());
            case null, default -> null;
        };
    }

    private static Map<String, @Nullable SpecificRecord> compacted(
            String topic, List<Output> outputs) {
        var last = new HashMap<String, @Nullable SpecificRecord>();
        for (var output : outputs) {
            if (output.topic().equals(topic)) {
                last.put(output.key(), output.value());
            }
        }
        return last;
    }

    private static void isOne(Ended ended, long times) {
        assertThat(times).as("times that " + ended + " ended").isEqualTo(1);
    }
}
