package io.groundstream.topology;

import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Settings;
import io.groundstream.topology.flow.Folders;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/** One installation in a real cluster: its topics, a publisher, and readers of what comes out. */
final class Installation implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(200);

    final Topics topics;
    final Registry registry;
    private final String bootstrap;
    private final String registryUrl;
    private final Path state;
    private final KafkaProducer<String, byte[]> producer;

    Installation(String prefix, String bootstrap, String registryUrl) throws Exception {
        this.topics = new Topics(prefix);
        this.bootstrap = bootstrap;
        this.registryUrl = registryUrl;
        this.registry = Registry.connect(registryUrl, Map.of());
        this.state = Folders.create();
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap, "max.request.size", 6 << 20),
                        new StringSerializer(),
                        new ByteArraySerializer());
        Catalog.prepare(
                Map.of("bootstrap.servers", bootstrap),
                registry,
                topics,
                new CatalogSettings(3, (short) 1, 10, Duration.ofSeconds(30)));
    }

    Map<String, String> settings(Map<String, String> overrides) {
        var all = new HashMap<String, String>();
        all.put("kafka.bootstrap.servers", bootstrap);
        all.put("registry.url", registryUrl);
        all.put("topics.prefix", topics.prefix());
        all.put("state.dir", state.toString());
        all.put("http.port", "0");
        all.put("punctuate.interval", "200ms");
        all.put("retry.backoff", "200ms");
        all.put("kafka.consumer.session.timeout.ms", "4000");
        all.put("kafka.consumer.heartbeat.interval.ms", "1000");
        all.putAll(overrides);
        return all;
    }

    TopologyService start(Map<String, String> overrides) {
        var settings = Settings.of(settings(overrides));
        var config = TopologyConfig.from(settings);
        settings.check();
        return TopologyService.start(config);
    }

    TopologyService start() {
        return start(Map.of());
    }

    void wipeState() {
        Folders.delete(state);
    }

    <T extends SpecificRecord> RecordMetadata send(String topic, String key, T value) {
        return send(topic, null, key, encode(topic, value));
    }

    /** As the topic's own schema has it, wherever it is sent. */
    <T extends SpecificRecord> byte[] encode(String topic, T value) {
        return new Encoder<T>(registry, Topics.subject(topic)).encode(value);
    }

    RecordMetadata send(
            String topic, @Nullable Integer partition, String key, byte @Nullable [] value) {
        try {
            return producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    <T extends SpecificRecord> T decode(ConsumerRecord<String, byte[]> record, Class<T> type) {
        return new Decoder<>(registry, type)
                .decode(
                        new Place(record.topic(), record.partition(), record.offset()),
                        record.value());
    }

    /** Everything that is committed on a topic, once enough of it has arrived. */
    List<ConsumerRecord<String, byte[]>> await(
            String topic, Predicate<List<ConsumerRecord<String, byte[]>>> enough) {
        var all = new ArrayList<ConsumerRecord<String, byte[]>>();
        var giveUp = Instant.now().plus(PATIENCE);
        try (var consumer = consumer(null)) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!enough.test(all)) {
                if (Instant.now().isAfter(giveUp)) {
                    throw new AssertionError("gave up waiting on " + topic + ": " + all.size());
                }
                consumer.poll(POLL).forEach(all::add);
            }
            // what would be one too many comes right behind
            for (int i = 0; i < 3; i++) {
                consumer.poll(POLL).forEach(all::add);
            }
        }
        return all;
    }

    /** Waits for so many records with a value, and returns these. */
    List<ConsumerRecord<String, byte[]>> awaitValues(String topic, int count) {
        return await(topic, all -> values(all).size() >= count).stream()
                .filter(record -> record.value() != null)
                .toList();
    }

    KafkaConsumer<String, byte[]> consumer(@Nullable String group) {
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", bootstrap);
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", group != null);
        if (group != null) {
            config.put("group.id", group);
        }
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() throws IOException {
        producer.close();
        registry.close();
        wipeState();
    }

    private static List<ConsumerRecord<String, byte[]>> values(
            List<ConsumerRecord<String, byte[]>> all) {
        return all.stream().filter(record -> record.value() != null).toList();
    }
}
