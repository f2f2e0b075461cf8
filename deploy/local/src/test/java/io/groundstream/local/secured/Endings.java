package io.groundstream.local.secured;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.testing.Guarantees.Output;

import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All that comes out, read by someone who may. Belongs to one thread. */
final class Endings implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Registry registry;
    private final TopicReader reader;
    private final Set<String> endings;
    private final List<Output> outputs = new ArrayList<>();

    private Endings(Registry registry, TopicReader reader, Set<String> endings) {
        this.registry = registry;
        this.reader = reader;
        this.endings = endings;
    }

    static Endings open(Cluster cluster) {
        var topics = cluster.topics();
        var registry = cluster.registry();
        var read =
                List.of(
                        topics.annotations(),
                        topics.deadLetters(),
                        topics.searchDocuments(),
                        topics.moderationDecisions());
        return new Endings(
                registry,
                TopicReader.open(cluster, registry, read, true),
                Set.of(topics.annotations(), topics.deadLetters()));
    }

    /** Until each of them has an annotation or a dead letter, and nothing more has come for now. */
    List<Output> awaitEnd(Collection<String> imageIds) {
        return await(imageIds.size(), imageIds);
    }

    /** Until so many of them have. */
    List<Output> await(int count, Collection<String> imageIds) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (ended().stream().filter(imageIds::contains).count() < count || !reader.isAtEnd()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError(
                        "ended within %s: %d of %d"
                                .formatted(PATIENCE, ended().size(), imageIds.size()));
            }
            for (var read : reader.poll(POLL)) {
                outputs.add(new Output(read.place().topic(), read.key(), read.value()));
            }
        }
        return List.copyOf(outputs);
    }

    /** Whatever stands there, if it may be read. */
    static void readFirst(Cluster cluster, String topic) {
        try (var consumer = cluster.consumer()) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            var _ = consumer.poll(PATIENCE);
        }
    }

    private Set<String> ended() {
        return outputs.stream()
                .filter(output -> endings.contains(output.topic()) && output.value() != null)
                .map(Output::key)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() throws IOException {
        reader.close();
        registry.close();
    }
}
