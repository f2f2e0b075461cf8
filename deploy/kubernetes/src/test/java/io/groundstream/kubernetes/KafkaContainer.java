package io.groundstream.kubernetes;

import kafka.server.KafkaConfig;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The broker would take its settings: Kafka's own configuration class is made of them. */
final class KafkaContainer {
    private static final String PREFIX = "KAFKA_";

    private KafkaContainer() {}

    static void look(ComposeFile.Service kafka, Faults faults) {
        var settings = settings(kafka.environment());
        for (var key : settings.keySet()) {
            faults.require(
                    KafkaConfig.configNames().contains(key), "kafka: no broker knows " + key);
        }
        try {
            var _ = Uuid.fromString(String.valueOf(kafka.environment().get("CLUSTER_ID")));
        } catch (IllegalArgumentException e) {
            faults.require(false, "kafka: CLUSTER_ID: " + e.getMessage());
        }
        var properties = new Properties();
        properties.putAll(settings);
        try {
            var _ = KafkaConfig.fromProps(properties);
        } catch (ConfigException | IllegalArgumentException e) {
            faults.require(false, "kafka: " + e.getMessage());
        }
    }

    /** The image makes {@code a.b} of {@code KAFKA_A_B}. */
    private static Map<String, String> settings(Map<String, String> environment) {
        var settings = new TreeMap<String, String>();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        var key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                        settings.put(key.replace('_', '.'), value);
                    }
                });
        return settings;
    }
}
