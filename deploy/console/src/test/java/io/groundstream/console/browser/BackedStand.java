package io.groundstream.console.browser;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.console.ConsoleConfig;
import io.groundstream.console.ConsoleService;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Settings;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** A real broker, a real registry, and the console as it is started for people. */
final class BackedStand implements Stand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CatalogSettings SMALL =
            new CatalogSettings(2, (short) 1, 10, Duration.ofSeconds(30));

    private final RealBroker broker = RealBroker.start(Map.of());
    private final RealRegistry realRegistry = RealRegistry.start();
    private final Cluster cluster = Cluster.of(broker.bootstrapServers(), realRegistry.url());
    private final Registry registry = cluster.registry();
    private final KafkaProducer<String, byte[]> producer;
    private final ConsoleService console;
    private final Asking asking;

    private BackedStand(Path index) throws InterruptedException {
        Catalog.prepare(Map.copyOf(cluster.kafka()), registry, cluster.topics(), SMALL);
        this.producer = cluster.producer();
        this.console = console(index);
        this.asking = new Asking(page());
        await("the console", console::isReady);
    }

    /**
     * Starts everything.
     *
     * @param index folder of the console's indices
     */
    static Stand start(Path index) throws InterruptedException {
        return new BackedStand(index);
    }

    private ConsoleService console(Path index) {
        var settings =
                Settings.of(
                        Map.of(
                                "kafka.bootstrap.servers", broker.bootstrapServers(),
                                "registry.url", realRegistry.url(),
                                "index.dir", index.toString(),
                                "http.port", "0"));
        var config = ConsoleConfig.from(settings);
        settings.check();
        return ConsoleService.start(config);
    }

    @Override
    public URI page() {
        return URI.create("http://127.0.0.1:" + console.port() + "/");
    }

    @Override
    public void annotate(Shown... all) {
        var topics = cluster.topics();
        var versions = new LinkedHashMap<String, Version>();
        for (var shown : all) {
            var imageId = shown.imageId();
            var version = write(topics.images(), imageId, event(imageId));
            write(topics.annotations(), imageId, Written.annotation(shown, version));
            write(topics.searchDocuments(), imageId, Written.document(shown, version));
            write(topics.moderationDecisions(), imageId, Written.decision(shown, version));
            versions.put(imageId, version);
        }
        versions.forEach(
                (imageId, version) ->
                        await(
                                imageId,
                                () ->
                                        isOf(version, asking.image(imageId).path("annotation"))
                                                && isOf(
                                                        version,
                                                        asking.image(imageId).path("decision"))
                                                && isOf(version, asking.found(imageId))));
    }

    private static boolean isOf(Version version, JsonNode record) {
        return record.at("/version/partition").asInt(-1) == version.getPartition()
                && record.at("/version/offset").asLong(-1) == version.getOffset();
    }

    @Override
    public void deadLetter(String imageId, FailureCode code, String message) {
        var letter = Written.letter(imageId, code, message);
        write(cluster.topics().deadLetters(), imageId, letter);
        await(imageId, () -> asking.image(imageId).path("letter").isObject());
    }

    private static ImageEvent event(String imageId) {
        return ImageEvent.newBuilder()
                .setImageId(imageId)
                .setContent(new InlineImage(ByteBuffer.wrap(Drawing.png())))
                .setSubmittedAt(Instant.now())
                .build();
    }

    private <T extends SpecificRecord> Version write(String topic, String key, T value) {
        var bytes = new Encoder<T>(registry, Topics.subject(topic)).encode(value);
        try {
            var sent = producer.send(new ProducerRecord<>(topic, key, bytes)).get();
            return new Version(sent.partition(), sent.offset());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError(what + " is not there after " + PATIENCE);
            }
            try {
                Thread.sleep(Duration.ofMillis(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        asking.close();
        console.close();
        producer.close();
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        realRegistry.close();
        broker.close();
    }
}
