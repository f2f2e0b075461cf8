package io.groundstream.kubernetes;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.groundstream.schemas.service.Settings;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.streams.StreamsConfig;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is passed through to other libraries is known to them: they would only warn. */
final class ClientKeys {
    private static final List<String> KINDS =
            List.of("main.consumer.", "restore.consumer.", "consumer.", "producer.", "admin.");
    private static final Set<String> KAFKA = kafka();
    private static final Set<String> REGISTRY = registry();

    private ClientKeys() {}

    static void look(String who, Settings settings, Faults faults) {
        for (var section : List.of("kafka.", "kafka-consumer.", "kafka-producer.")) {
            for (var key : settings.under(section).keySet()) {
                var plain =
                        KINDS.stream()
                                .filter(key::startsWith)
                                .findFirst()
                                .map(kind -> key.substring(kind.length()))
                                .orElse(key);
                faults.require(
                        KAFKA.contains(plain), who + "no client of Kafka knows " + section + key);
            }
        }
        for (var key : settings.under("registry.").keySet()) {
            faults.require(
                    REGISTRY.contains(key), who + "the registry's client knows no registry." + key);
        }
    }

    private static Set<String> kafka() {
        var all = new HashSet<String>(StreamsConfig.configDef().names());
        all.addAll(ConsumerConfig.configNames());
        all.addAll(ProducerConfig.configNames());
        all.addAll(AdminClientConfig.configNames());
        return all;
    }

    private static Set<String> registry() {
        var all = new HashSet<String>(Set.of("url", "patience"));
        all.addAll(constants(SchemaRegistryClientConfig.class));
        constants(SslConfigs.class).forEach(key -> all.add("schema.registry." + key));
        return all;
    }

    private static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.getType() == String.class)
                .map(
                        field -> {
                            try {
                                return String.valueOf(field.get(null));
                            } catch (IllegalAccessException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .collect(Collectors.toSet());
    }
}
