package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.decide.FlightLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/** The topology without a broker: images and results go in, all that comes out is kept. */
final class Driver implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final FlightLimits LIMITS =
            new FlightLimits(Duration.ofMinutes(2), Duration.ofHours(24), 3, Duration.ofSeconds(1));
    static final Topics TOPICS = new Topics("t.");

    final Registry registry = Registry.connect("mock://" + UUID.randomUUID(), Map.of());
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeLog log = new FakeLog();
    boolean resultsRead = true;

    private final Path state = Folders.create();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> images;
    private final TestInputTopic<String, byte[]> results;
    private final Map<String, List<TestRecord<String, byte[]>>> written = new HashMap<>();
    private long nextOffset;

    Driver() {
        for (var spec : TopicSpec.all(TOPICS)) {
            registry.register(Topics.subject(spec.name()), spec.schema());
        }
        registry.register(TOPICS.imageStatesSubject(), ImageState.getClassSchema());
        var topology =
                new AnnotationTopology(
                        TOPICS,
                        1,
                        LIMITS,
                        Duration.ofSeconds(1),
                        registry,
                        new Surroundings(
                                log,
                                _ -> new FakeProgress(),
                                new Patience(Duration.ZERO),
                                new Meters(meters)));
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "driver");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology.build(), properties, START);
        images = input(TOPICS.images());
        results = input(TOPICS.inferenceResults());
    }

    /** Publishes an event and returns its version. */
    Version publish(ImageEvent event) {
        var bytes =
                new Encoder<ImageEvent>(registry, Topics.subject(TOPICS.images())).encode(event);
        return publish(event.getImageId(), bytes);
    }

    /** Publishes any bytes; null deletes. */
    Version publish(String key, byte @Nullable [] value) {
        return publish(new TestRecord<>(key, value));
    }

    Version publish(TestRecord<String, byte[]> record) {
        var version = new Version(0, nextOffset++);
        if (record.value() != null) {
            log.records.put(version, Bytes.wrap(record.value()));
        }
        images.pipeInput(record);
        return version;
    }

    void answer(InferenceRequest request, Object outcome) {
        var result =
                InferenceResult.newBuilder()
                        .setWorkKey(request.getWorkKey())
                        .setFlightId(request.getFlightId())
                        .setOutcome(outcome)
                        .build();
        var encoder =
                new Encoder<InferenceResult>(registry, Topics.subject(TOPICS.inferenceResults()));
        answer(request.getWorkKey(), encoder.encode(result));
    }

    void answer(String key, byte @Nullable [] value) {
        results.pipeInput(new TestRecord<>(key, value, new RecordHeaders()));
    }

    /** Lets time pass, a second at a time, as the punctuator would see it. */
    void advance(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 1_000) {
            driver.advanceWallClockTime(Duration.ofMillis(Math.min(left, 1_000)));
        }
    }

    /** Lets time pass at once. */
    void leap(Duration time) {
        driver.advanceWallClockTime(time);
    }

    List<InferenceRequest> requests(Lane lane) {
        return values(TOPICS.inferenceRequests(lane), InferenceRequest.class);
    }

    /** The only new request since the last call. */
    InferenceRequest request() {
        var all = requests(Lane.INTERACTIVE);
        return all.getLast();
    }

    List<Annotation> annotations() {
        return values(TOPICS.annotations(), Annotation.class);
    }

    List<SearchDocument> documents() {
        return values(TOPICS.searchDocuments(), SearchDocument.class);
    }

    List<DeadLetter> letters() {
        return values(TOPICS.deadLetters(), DeadLetter.class);
    }

    List<TestRecord<String, byte[]>> records(String topic) {
        var all = written.computeIfAbsent(topic, _ -> new ArrayList<>());
        var output =
                driver.createOutputTopic(
                        topic, new StringDeserializer(), new ByteArrayDeserializer());
        all.addAll(output.readRecordsToList());
        return all;
    }

    /** The keys that are left when everything has been compacted. */
    Set<String> compacted(String topic) {
        var left = new HashSet<String>();
        for (var record : records(topic)) {
            if (record.value() == null) {
                left.remove(record.key());
            } else {
                left.add(record.key());
            }
        }
        return left;
    }

    @Nullable ImageState state(String imageId) {
        return driver.<String, ImageState>getKeyValueStore(Nodes.IMAGE_STATES).get(imageId);
    }

    int due() {
        int count = 0;
        try (var all = driver.<Bytes, byte[]>getKeyValueStore(Nodes.IMAGE_DUE).all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    double counted(String outcome) {
        return meters.counter("groundstream.images", "outcome", outcome).count();
    }

    double dropped(String reason) {
        return meters.counter("groundstream.results.dropped", "reason", reason).count();
    }

    double inFlight() {
        return meters.get("groundstream.in.flight").gauge().value();
    }

    @Override
    public void close() {
        driver.close();
        Folders.delete(state);
    }

    private <T extends SpecificRecord> List<T> values(String topic, Class<T> type) {
        var decoder = new Decoder<>(registry, type);
        return records(topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> decoder.decode(Place.unknownIn(topic), record.value()))
                .toList();
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    /** The images topic as the re-read sees it. */
    static final class FakeLog implements ImageLog {
        final Map<Version, Bytes> records = new HashMap<>();
        boolean answers = true;

        @Override
        public Reading read(String imageId, Version version) {
            var found = records.get(version);
            if (!answers) {
                return new Reading.NotNow();
            }
            return found == null ? new Reading.Gone() : new Reading.Found(found, "");
        }
    }

    private final class FakeProgress implements ResultsProgress {
        @Override
        public void processed(long offset) {}

        @Override
        public boolean isCaughtUp() {
            return resultsRead;
        }
    }
}
