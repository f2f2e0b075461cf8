package io.groundstream.operations.kafka;

import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.util.HashMap;
import java.util.Map;

/**
 * A cluster and its registry, as a command line speaks to them.
 *
 * @param kafka client settings, {@code bootstrap.servers} among them
 */
public record Cluster(
        Map<String, String> kafka,
        String registryUrl,
        Map<String, String> registrySettings,
        Topics topics) {
    public static Cluster of(String bootstrapServers, String registryUrl) {
        return new Cluster(
                Map.of("bootstrap.servers", bootstrapServers),
                registryUrl,
                Map.of(),
                new Topics(""));
    }

    /** The same with a client setting, unless it is set already. */
    public Cluster with(String setting, String value) {
        var all = new HashMap<>(kafka);
        all.putIfAbsent(setting, value);
        return new Cluster(all, registryUrl, registrySettings, topics);
    }

    public String bootstrapServers() {
        return kafka.getOrDefault("bootstrap.servers", "");
    }

    public Registry registry() {
        return Registry.connect(registryUrl, registrySettings);
    }

    public Admin admin() {
        return Admin.create(new HashMap<String, Object>(kafka));
    }

    /** Idempotent, with room for an inline image of the largest size. */
    public KafkaProducer<String, byte[]> producer() {
        var config = new HashMap<String, Object>();
        config.put("acks", "all");
        config.put("linger.ms", "5");
        config.put("max.request.size", Integer.toString(TopicSpec.MAX_RECORD_BYTES + 65_536));
        config.putAll(kafka);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Sees committed records only; belongs to no group. */
    public KafkaConsumer<String, byte[]> consumer() {
        var config = new HashMap<String, Object>();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        config.putAll(kafka);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
