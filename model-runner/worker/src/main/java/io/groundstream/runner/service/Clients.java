package io.groundstream.runner.service;

import io.groundstream.runner.intake.GroupLimits;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;

import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Kafka's clients as the runner needs them: what the guarantees rest on cannot be configured. */
public final class Clients {
    private Clients() {}

    /**
     * A member of the runners' share group.
     *
     * @param settings Kafka's own
     * @param pollSize most requests that a poll acquires
     */
    public static ShareConsumer<byte[], byte[]> consumer(
            Map<String, Object> settings, Topics topics, Set<Lane> lanes, int pollSize) {
        var config = new HashMap<>(settings);
        config.put("group.id", topics.runnerGroup());
        config.put("share.acknowledgement.mode", "explicit");
        // no more is acquired than a poll returns
        config.put("share.acquire.mode", "record_limit");
        config.put("max.poll.records", Integer.toString(pollSize));
        config.putIfAbsent(
                "fetch.max.bytes", Long.toString((long) pollSize * TopicSpec.MAX_RECORD_BYTES));
        var consumer =
                new KafkaShareConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(lanes.stream().map(topics::inferenceRequests).toList());
        return consumer;
    }

    /** Gives up on a result early enough for its request to go back inside the lock. */
    public static Producer<byte[], byte[]> producer(
            Map<String, Object> settings, GroupLimits limits) {
        var config = new HashMap<>(settings);
        long patience = limits.lock().toMillis() / 3;
        config.put("acks", "all");
        config.put("enable.idempotence", "true");
        for (var entry :
                Map.of(
                                "delivery.timeout.ms",
                                patience,
                                "request.timeout.ms",
                                patience / 2,
                                "max.block.ms",
                                patience,
                                "linger.ms",
                                0L,
                                "max.request.size",
                                (long) TopicSpec.MAX_RECORD_BYTES)
                        .entrySet()) {
            config.putIfAbsent(entry.getKey(), Long.toString(entry.getValue()));
        }
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
