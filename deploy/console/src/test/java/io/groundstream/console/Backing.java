package io.groundstream.console;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** A real broker and a real registry, prepared, and a hand that writes to any topic. */
final class Backing implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final RealBroker broker;
    final Cluster cluster;
    private final RealRegistry realRegistry;
    private final Registry registry;
    private final KafkaProducer<String, byte[]> producer;

    private Backing(RealBroker broker, RealRegistry realRegistry) throws InterruptedException {
        this.broker = broker;
        this.realRegistry = realRegistry;
        this.cluster = Cluster.of(broker.bootstrapServers(), realRegistry.url());
        this.registry = cluster.registry();
        Catalog.prepare(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                registry,
                cluster.topics(),
                new CatalogSettings(2, (short) 1, 10, Duration.ofSeconds(30)));
        this.producer = cluster.producer();
    }

    static Backing start() throws InterruptedException {
        return new Backing(RealBroker.start(Map.of()), RealRegistry.start());
    }

    Map<String, String> settings(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("kafka.bootstrap.servers", broker.bootstrapServers());
        all.put("registry.url", cluster.registryUrl());
        all.putIfAbsent("http.port", "0");
        return all;
    }

    <T extends SpecificRecord> void write(String topic, String key, T value) {
        var bytes = new Encoder<T>(registry, Topics.subject(topic)).encode(value);
        // the broker has it before the producer is closed, in its order
        var _ = producer.send(new ProducerRecord<>(topic, key, bytes));
    }

    Version send(String topic, String key, byte @Nullable [] value) {
        try {
            var sent = producer.send(new ProducerRecord<>(topic, key, value)).get();
            return new Version(sent.partition(), sent.offset());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    Version publish(String imageId, byte[] picture) {
        return publish(imageId, new InlineImage(ByteBuffer.wrap(picture)));
    }

    Version publish(String imageId, String uri) {
        return publish(imageId, ImageReference.newBuilder().setUri(uri).build());
    }

    private Version publish(String imageId, Object content) {
        var event =
                ImageEvent.newBuilder()
                        .setImageId(imageId)
                        .setContent(content)
                        .setSubmittedAt(Instant.now())
                        .build();
        var topic = cluster.topics().images();
        var bytes = new Encoder<ImageEvent>(registry, Topics.subject(topic)).encode(event);
        return send(topic, imageId, bytes);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("not so after " + PATIENCE);
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    @Override
    public void close() throws IOException {
        producer.close();
        registry.close();
        realRegistry.close();
        broker.close();
    }
}
