package io.groundstream.console.stand;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.PresentRecords;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The product's topics in a real cluster; no service runs, so that the test plays them. */
public final class Installation implements AutoCloseable {
    private static final CatalogSettings SMALL =
            new CatalogSettings(2, (short) 1, 10, Duration.ofSeconds(30));

    private final Cluster cluster;
    private final Registry registry;
    private final KafkaProducer<String, byte[]> producer;

    private Installation(Cluster cluster, Registry registry) {
        this.cluster = cluster;
        this.registry = registry;
        this.producer = cluster.producer();
    }

    static Installation prepare(String bootstrapServers, String registryUrl, Topics topics) {
        var kafka = Map.of("bootstrap.servers", bootstrapServers);
        var cluster = new Cluster(kafka, registryUrl, Map.of(), topics);
        var registry = cluster.registry();
        try {
            Catalog.prepare(Map.copyOf(kafka), registry, topics, SMALL);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Installation(cluster, registry);
    }

    public Cluster cluster() {
        return cluster;
    }

    public Registry registry() {
        return registry;
    }

    public Topics topics() {
        return cluster.topics();
    }

    /** Waits until the broker has it. */
    public RecordMetadata send(String topic, String key, SpecificRecord value) {
        return send(topic, key, new Encoder<>(registry, Topics.subject(topic)).encode(value));
    }

    public RecordMetadata send(String topic, String key, byte @Nullable [] value) {
        try {
            return producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands under a key, in its order. */
    public List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        PresentRecords.read(
                cluster,
                topic,
                record -> {
                    if (record.key().equals(key)) {
                        records.add(record);
                    }
                });
        return records;
    }

    public <T extends SpecificRecord> T decode(
            ConsumerRecord<String, byte[]> record, Class<T> type) {
        var place = new Place(record.topic(), record.partition(), record.offset());
        return new Decoder<>(registry, type).decode(place, record.value());
    }

    @Override
    public void close() throws IOException {
        producer.close();
        registry.close();
    }
}
