package io.groundstream.runner.service;

import io.groundstream.schemas.service.Settings;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings for Kafka's own clients, passed through untouched: {@code kafka.*} for all of them,
 * {@code kafka-consumer.*} and {@code kafka-producer.*} over it.
 */
record KafkaSettings(
        Map<String, String> all, Map<String, String> consumer, Map<String, String> producer) {
    static KafkaSettings from(Settings settings) {
        var servers = settings.required("kafka.bootstrap.servers");
        var all = new HashMap<>(settings.under("kafka."));
        all.put("bootstrap.servers", servers);
        return new KafkaSettings(
                Map.copyOf(all),
                settings.under("kafka-consumer."),
                settings.under("kafka-producer."));
    }

    Map<String, Object> adminConfig() {
        return new HashMap<>(all);
    }

    Map<String, Object> consumerConfig() {
        var config = new HashMap<String, Object>(all);
        config.putAll(consumer);
        return config;
    }

    Map<String, Object> producerConfig() {
        var config = new HashMap<String, Object>(all);
        config.putAll(producer);
        return config;
    }
}
