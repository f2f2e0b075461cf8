package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Lane;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each key has a value on each topic that the topology writes. Belongs to one thread. */
final class Ledger implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String annotations;
    private final String letters;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Map<String, Integer>> times = new HashMap<>();

    private Ledger(Cluster cluster) {
        var topics = cluster.topics();
        this.annotations = topics.annotations();
        this.letters = topics.deadLetters();
        this.consumer = cluster.consumer();
        for (var topic :
                List.of(
                        annotations,
                        letters,
                        topics.searchDocuments(),
                        topics.moderationDecisions(),
                        topics.inferenceRequests(Lane.INTERACTIVE),
                        topics.inferenceRequests(Lane.BULK))) {
            times.put(topic, new HashMap<>());
        }
    }

    /** Of everything that is committed, from the first record on. */
    static Ledger open(Cluster cluster) {
        var ledger = new Ledger(cluster);
        var partitions =
                ledger.times.keySet().stream()
                        .flatMap(topic -> ledger.consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        ledger.consumer.assign(partitions);
        ledger.consumer.seekToBeginning(partitions);
        return ledger;
    }

    void awaitAnnotated(int images) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (of(annotations).size() < images) {
            assertThat(System.nanoTime() - giveUp)
                    .as("annotated so far: %d of %d", of(annotations).size(), images)
                    .isNegative();
            poll();
        }
    }

    /** Nothing lost, nothing twice: once on each topic that is written to at all. */
    void requireEachOnce(int images) {
        var end = consumer.endOffsets(consumer.assignment());
        while (end.entrySet().stream()
                .anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            poll();
        }
        assertThat(of(letters)).isEmpty();
        assertThat(of(annotations)).hasSize(images);
        times.forEach(
                (topic, keys) -> {
                    assertThat(keys.values()).as(topic).allMatch(count -> count == 1);
                    assertThat(keys.size()).as(topic).isIn(0, images);
                });
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void poll() {
        for (var record : consumer.poll(POLL)) {
            if (record.value() != null) {
                of(record.topic()).merge(record.key(), 1, Integer::sum);
            }
        }
    }

    private Map<String, Integer> of(String topic) {
        return times.getOrDefault(topic, Map.of());
    }
}
