package io.groundstream.operations.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.function.Consumer;

/** What stands on a topic now, undecoded: each record up to the end that is seen at the start. */
public final class PresentRecords {
    private static final Duration POLL = Duration.ofMillis(200);

    private PresentRecords() {}

    /** Records of one key come in their order. */
    public static void read(
            Cluster cluster, String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (var consumer = cluster.consumer()) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(POLL)) {
                    if (record.key() != null) {
                        each.accept(record);
                    }
                }
            }
        }
    }
}
