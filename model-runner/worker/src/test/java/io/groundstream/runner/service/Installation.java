package io.groundstream.runner.service;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Settings;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Topics of its own on a real broker and registry; plays the topology's part. */
final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RealBroker broker;
    private final RealRegistry server;
    private final Registry registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> results;
    private final Map<String, InferenceResult> answered = new LinkedHashMap<>();
    private int answers;
    final Topics topics;

    Installation(RealBroker broker, RealRegistry server, String prefix, CatalogSettings catalog)
            throws InterruptedException {
        this.broker = broker;
        this.server = server;
        this.topics = new Topics(prefix);
        this.registry = Registry.connect(server.url(), Map.of());
        Map<String, Object> cluster = Map.of("bootstrap.servers", broker.bootstrapServers());
        Catalog.prepare(cluster, registry, topics, catalog);
        producer =
                new KafkaProducer<>(cluster, new ByteArraySerializer(), new ByteArraySerializer());
        var reading = new HashMap<>(cluster);
        reading.put("group.id", prefix + "test");
        reading.put("auto.offset.reset", "earliest");
        results =
                new KafkaConsumer<>(
                        reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        results.subscribe(List.of(topics.inferenceResults()));
    }

    Map<String, String> config(String... more) {
        var config =
                new HashMap<>(
                        Map.of(
                                "kafka.bootstrap.servers",
                                broker.bootstrapServers(),
                                "registry.url",
                                server.url(),
                                "topics.prefix",
                                topics.prefix(),
                                "model.bundle",
                                Goldens.TINY.bundle().directory().toString(),
                                "model.provider",
                                "cpu",
                                "runner.max-batch",
                                "4",
                                "runner.threads",
                                "1",
                                "http.port",
                                "0"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    Runner runner(String... more) throws InterruptedException {
        return runner(UnaryOperator.identity(), more);
    }

    Runner runner(
            UnaryOperator<io.groundstream.runner.generate.TextGenerator> around, String... more)
            throws InterruptedException {
        return Runner.start(RunnerConfig.from(Settings.of(config(more))), around);
    }

    InferenceRequest.Builder request(String name, byte[] picture) {
        return InferenceRequest.newBuilder()
                .setWorkKey(name)
                .setFlightId("flight-" + name)
                .setContent(new InlineImage(ByteBuffer.wrap(picture)))
                .setTasks(List.of())
                .setRequestedAt(Instant.now());
    }

    void ask(InferenceRequest request) {
        var topic = topics.inferenceRequests(request.getLane());
        var encoder = new Encoder<InferenceRequest>(registry, Topics.subject(topic));
        send(
                topic,
                request.getWorkKey(),
                encoder.encode(request),
                Map.of(
                        Headers.FLIGHT_ID,
                        request.getFlightId(),
                        Headers.TRACEPARENT,
                        "trace-" + request.getWorkKey()));
    }

    void askBroken(String name, byte[] value) {
        send(
                topics.inferenceRequests(Lane.INTERACTIVE),
                name,
                value,
                Map.of(Headers.FLIGHT_ID, "flight-" + name));
    }

    void send(String topic, String key, byte[] value, Map<String, String> headers) {
        var record = new ProducerRecord<>(topic, null, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(record);
        producer.flush();
    }

    /** The first result of each flight, when there are so many flights. */
    Map<String, InferenceResult> awaitFlights(int flights) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (answered.size() < flights && Instant.now().isBefore(giveUp)) {
            results.poll(Duration.ofMillis(200)).forEach(this::answered);
        }
        return answered;
    }

    /** All results that came, duplicates among them. */
    int answers() {
        return answers;
    }

    Set<String> traces() {
        return traces;
    }

    private final Set<String> traces = new HashSet<>();

    private void answered(ConsumerRecord<byte[], byte[]> record) {
        var decoder = new Decoder<>(registry, InferenceResult.class);
        var place = new Place(record.topic(), record.partition(), record.offset());
        var result = decoder.decode(place, record.value());
        answered.putIfAbsent(result.getFlightId(), result);
        answers++;
        var trace = record.headers().lastHeader(Headers.TRACEPARENT);
        if (trace != null) {
            traces.add(new String(trace.value(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        results.close();
        producer.close();
        registry.close();
    }
}
