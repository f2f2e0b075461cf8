package io.groundstream.operations.letters;

import io.groundstream.schemas.avro.Version;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads single records of images. */
final class Events {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;

    Events(String topic, KafkaConsumer<String, byte[]> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    /** The record at this place; empty if it is no longer there. */
    Optional<ConsumerRecord<String, byte[]>> at(Version version) {
        var partition = new TopicPartition(topic, version.getPartition());
        consumer.assign(Set.of(partition));
        consumer.seek(partition, version.getOffset());
        while (consumer.position(partition) <= version.getOffset()) {
            for (var record : consumer.poll(POLL)) {
                return record.offset() == version.getOffset()
                        ? Optional.of(record)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
