package io.groundstream.runner.intake;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A consumer that returns what it is given and notes what is done with it. */
final class FakeShareConsumer extends MockShareConsumer<byte[], byte[]> {
    private static final String TOPIC = "requests";

    private final List<String> events;
    private long offset;

    FakeShareConsumer(List<String> events) {
        this.events = events;
        subscribe(List.of(TOPIC));
    }

    void willReturn(String key, int delivery) {
        addRecord(request(key, delivery, offset++, new byte[0]));
    }

    static ConsumerRecord<byte[], byte[]> request(
            String key, int delivery, long offset, byte[] value) {
        return new ConsumerRecord<>(
                TOPIC,
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty(),
                Optional.of((short) delivery));
    }

    static String name(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void acknowledge(
            ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        events.add(type.name() + " " + name(record.key()));
    }

    @Override
    public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync() {
        events.add("commit");
        return Map.of();
    }
}
