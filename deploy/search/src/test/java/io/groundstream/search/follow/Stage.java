package io.groundstream.search.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A broker and a registry of the test's own, with our topics and schemas. */
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PACE_NANOS = 5_000_000;

    final RealBroker broker = RealBroker.start(Map.of());
    final RealRegistry server = RealRegistry.start();
    final Cluster cluster = Cluster.of(broker.bootstrapServers(), server.url());
    final Registry registry = cluster.registry();
    final KafkaProducer<String, byte[]> producer = cluster.producer();
    private final Map<String, Encoder<SpecificRecord>> encoders = new HashMap<>();

    Stage() throws InterruptedException {
        Catalog.prepare(
                new HashMap<>(cluster.kafka()),
                registry,
                cluster.topics(),
                new CatalogSettings(2, (short) 1, 10, Duration.ofSeconds(30)));
    }

    /** Returns when the broker has it; a null record is a tombstone. */
    void put(String topic, String key, @Nullable SpecificRecord record) throws Exception {
        send(topic, key, record).get();
    }

    Future<?> send(String topic, String key, @Nullable SpecificRecord record) {
        var encoder =
                encoders.computeIfAbsent(
                        topic, name -> new Encoder<>(registry, Topics.subject(name)));
        return producer.send(
                new ProducerRecord<>(topic, key, record == null ? null : encoder.encode(record)));
    }

    void putBytes(String topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    static void await(String what, BooleanSupplier condition) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean() && Instant.now().isBefore(giveUp)) {
            LockSupport.parkNanos(PACE_NANOS);
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }

    @Override
    public void close() throws Exception {
        producer.close(Duration.ofSeconds(1));
        registry.close();
        server.close();
        broker.close();
    }
}
