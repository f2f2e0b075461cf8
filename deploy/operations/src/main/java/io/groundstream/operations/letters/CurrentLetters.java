package io.groundstream.operations.letters;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.operations.kafka.TopicReader.Read;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.serde.Registry;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The letters that stand: the last one of each image, unless it has been taken back. Compaction may
 * be far behind that, so that the whole topic is read; only what is meant is kept in memory.
 */
public final class CurrentLetters {
    private static final Duration POLL = Duration.ofMillis(200);

    private CurrentLetters() {}

    /** Those that are meant, the oldest first, without their events. */
    public static List<DeadLetter> read(
            Cluster cluster, Registry registry, Predicate<DeadLetter> filter) {
        return all(cluster, registry, filter, CurrentLetters::withoutEvent).values().stream()
                .sorted(
                        Comparator.comparing(DeadLetter::getAt)
                                .thenComparing(DeadLetter::getImageId))
                .toList();
    }

    /** The letter of an image, with its event. */
    public static Optional<DeadLetter> of(Cluster cluster, Registry registry, String imageId) {
        Predicate<DeadLetter> its = letter -> letter.getImageId().equals(imageId);
        return Optional.ofNullable(all(cluster, registry, its, letter -> letter).get(imageId));
    }

    private static Map<String, DeadLetter> all(
            Cluster cluster,
            Registry registry,
            Predicate<DeadLetter> filter,
            UnaryOperator<DeadLetter> kept) {
        var letters = new HashMap<String, DeadLetter>();
        var topic = cluster.topics().deadLetters();
        try (var reader = TopicReader.open(cluster, registry, List.of(topic), true)) {
            do {
                for (var read : reader.poll(POLL)) {
                    take(read, filter, kept, letters);
                }
            } while (!reader.isAtEnd());
        }
        return letters;
    }

    private static void take(
            Read read,
            Predicate<DeadLetter> filter,
            UnaryOperator<DeadLetter> kept,
            Map<String, DeadLetter> letters) {
        // a letter that is not meant takes the place of one that was
        if (read.value() instanceof DeadLetter letter && filter.test(letter)) {
            letters.put(read.key(), kept.apply(letter));
        } else {
            letters.remove(read.key());
        }
    }

    private static DeadLetter withoutEvent(DeadLetter letter) {
        return DeadLetter.newBuilder(letter).setEvent(null).build();
    }
}
