package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.schemas.catalog.StoreSpec;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.schemas.trace.Tracing;
import io.groundstream.topology.decide.FlightLimits;
import io.groundstream.topology.decide.Reuse;
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
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The topology without a broker: images and results go in, all that comes out is kept. Its halves
 * run apart, so that what goes from one to the other may take its time.
 */
final class Driver implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final FlightLimits LIMITS =
            new FlightLimits(Duration.ofMinutes(2), Duration.ofHours(24), 3, Duration.ofSeconds(1));
    static final String REVISION = "r1";
    static final Topics TOPICS = new Topics("t.");

    final Registry registry = Registry.connect("mock://" + UUID.randomUUID(), Map.of());
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeLog log = new FakeLog();
    final TopologyDescription description;
    boolean resultsRead = true;

    /** Whether claims and answers go over at once; if not, {@link #carry} takes them. */
    boolean isCarrying = true;

    private final Path state = Folders.create();
    private final TopologyTestDriver imageHalf;
    private final TopologyTestDriver workHalf;
    private final ArrayDeque<TestRecord<String, byte[]>> claimsUnderWay = new ArrayDeque<>();
    private final ArrayDeque<TestRecord<String, byte[]>> answersUnderWay = new ArrayDeque<>();
    private final TestInputTopic<String, byte[]> images;
    private final TestInputTopic<String, byte[]> answers;
    private final TestInputTopic<String, byte[]> claims;
    private final TestInputTopic<String, byte[]> results;
    private final TestInputTopic<String, byte[]> policies;
    private final TestInputTopic<String, byte[]> overrides;
    private final Map<String, List<TestRecord<String, byte[]>>> written = new HashMap<>();
    private final Map<String, Decoded> decoded = new HashMap<>();
    private final Tracing tracing;
    private long nextOffset;

    Driver() {
        this(new Reuse(REVISION, Duration.ofHours(24)), 1 << 20);
    }

    Driver(Reuse reuse, long recentBytes) {
        this(new FlowSettings(LIMITS, reuse, Duration.ofSeconds(1)), recentBytes);
    }

    Driver(FlowSettings settings, long recentBytes) {
        this(settings, recentBytes, Tracing.off());
    }

    Driver(FlowSettings settings, long recentBytes, Tracing tracing) {
        this.tracing = tracing;
        for (var spec : TopicSpec.all(TOPICS)) {
            registry.register(Topics.subject(spec.name()), spec.schema());
        }
        for (var store : StoreSpec.all(TOPICS)) {
            registry.register(store.subject(), store.schema());
        }
        var topology =
                new AnnotationTopology(
                        TOPICS,
                        1,
                        settings,
                        registry,
                        new Surroundings(
                                log,
                                new RecentPictures(recentBytes),
                                _ -> new FakeProgress(),
                                new Patience(Duration.ZERO),
                                new Meters(meters),
                                tracing));
        description = topology.build().describe();
        imageHalf = start("images", topology::addImages);
        workHalf = start("work", topology::addWork);
        images = input(imageHalf, TOPICS.images());
        answers = input(imageHalf, TOPICS.answers());
        policies = input(imageHalf, TOPICS.moderationPolicies());
        overrides = input(imageHalf, TOPICS.moderationOverrides());
        claims = input(workHalf, TOPICS.claims());
        results = input(workHalf, TOPICS.inferenceResults());
    }

    private TopologyTestDriver start(String name, Consumer<Topology> half) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.resolve(name).toString());
        var topology = new Topology();
        half.accept(topology);
        return new TopologyTestDriver(topology, properties, START);
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
        carryOn();
        return version;
    }

    void answer(InferenceRequest request, Object outcome) {
        var result =
                InferenceResult.newBuilder()
                        .setWorkKey(request.getWorkKey())
                        .setFlightId(request.getFlightId())
                        .setOutcome(Sample.about(request, outcome))
                        .build();
        var encoder =
                new Encoder<InferenceResult>(registry, Topics.subject(TOPICS.inferenceResults()));
        answer(request.getWorkKey(), encoder.encode(result), headers(request));
    }

    void answer(String key, byte @Nullable [] value) {
        answer(key, value, new RecordHeaders());
    }

    private void answer(String key, byte @Nullable [] value, RecordHeaders headers) {
        results.pipeInput(new TestRecord<>(key, value, headers));
        carryOn();
    }

    /** Of the last request for that work, which a runner takes over into its result. */
    private RecordHeaders headers(InferenceRequest request) {
        if (!tracing.isOn()) {
            return new RecordHeaders();
        }
        return records(TOPICS.inferenceRequests(request.getLane())).stream()
                .filter(record -> record.key().equals(request.getWorkKey()))
                .map(record -> Trace.of(record.headers()))
                .reduce((_, last) -> last)
                .orElseGet(Trace::create)
                .headers();
    }

    /** Takes up to so many claims over to the work, in their order. */
    void carryClaims(int most) {
        fetch();
        for (int i = 0; i < most && !claimsUnderWay.isEmpty(); i++) {
            claims.pipeInput(claimsUnderWay.removeFirst());
        }
    }

    /** Takes up to so many answers over to the images, in their order. */
    void carryAnswers(int most) {
        fetch();
        for (int i = 0; i < most && !answersUnderWay.isEmpty(); i++) {
            answers.pipeInput(answersUnderWay.removeFirst());
        }
    }

    private void carryOn() {
        while (isCarrying && isUnderWay()) {
            carryClaims(Integer.MAX_VALUE);
            carryAnswers(Integer.MAX_VALUE);
        }
    }

    private boolean isUnderWay() {
        fetch();
        return !claimsUnderWay.isEmpty() || !answersUnderWay.isEmpty();
    }

    private void fetch() {
        claimsUnderWay.addAll(fresh(TOPICS.claims()));
        answersUnderWay.addAll(fresh(TOPICS.answers()));
    }

    private List<TestRecord<String, byte[]>> fresh(String topic) {
        int known = written.getOrDefault(topic, List.of()).size();
        var all = records(topic);
        return all.subList(known, all.size());
    }

    /** Puts a policy, valid or not, under its own key. */
    void policy(ModerationPolicy policy) {
        var encoder =
                new Encoder<ModerationPolicy>(
                        registry, Topics.subject(TOPICS.moderationPolicies()));
        policy(policy.getPolicyId() + "@" + policy.getRevision(), encoder.encode(policy));
    }

    void policy(String key, byte @Nullable [] value) {
        policies.pipeInput(new TestRecord<>(key, value));
    }

    void override(ModerationOverride override) {
        var encoder =
                new Encoder<ModerationOverride>(
                        registry, Topics.subject(TOPICS.moderationOverrides()));
        override(override.getImageId(), encoder.encode(override));
    }

    /** Null withdraws. */
    void override(String imageId, byte @Nullable [] value) {
        overrides.pipeInput(new TestRecord<>(imageId, value, new RecordHeaders()));
    }

    /** Every decision so far, in order. */
    List<ModerationDecision> decisions() {
        return values(TOPICS.moderationDecisions(), ModerationDecision.class);
    }

    /** Lets time pass, a second at a time, as the punctuator would see it. */
    void advance(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 1_000) {
            leap(Duration.ofMillis(Math.min(left, 1_000)));
        }
    }

    /** Lets time pass at once. */
    void leap(Duration time) {
        imageHalf.advanceWallClockTime(time);
        workHalf.advanceWallClockTime(time);
        carryOn();
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
                (isOfWork(topic) ? workHalf : imageHalf)
                        .createOutputTopic(
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

    private static boolean isOfWork(String topic) {
        return topic.equals(TOPICS.answers())
                || topic.equals(TOPICS.inferenceRequests(Lane.INTERACTIVE))
                || topic.equals(TOPICS.inferenceRequests(Lane.BULK));
    }

    @Nullable ImageState state(String imageId) {
        return imageHalf.<String, ImageState>getKeyValueStore(Nodes.IMAGE_STATES).get(imageId);
    }

    @Nullable WorkState work(String workKey) {
        return workHalf.<String, WorkState>getKeyValueStore(Nodes.WORK_STATES).get(workKey);
    }

    int works() {
        return count(Nodes.WORK_STATES);
    }

    int waiters() {
        return count(Nodes.WORK_WAITERS);
    }

    int due() {
        return count(Nodes.WORK_DUE);
    }

    private int count(String store) {
        int count = 0;
        try (var all = workHalf.<Object, Object>getKeyValueStore(store).all()) {
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

    double droppedAnswers(String reason) {
        return meters.counter("groundstream.answers.dropped", "reason", reason).count();
    }

    double hits(String kind) {
        return meters.counter("groundstream.dedupe.hits", "kind", kind).count();
    }

    double misses() {
        return meters.counter("groundstream.dedupe.misses").count();
    }

    double inFlight() {
        return meters.get("groundstream.in.flight").gauge().value();
    }

    @Override
    public void close() {
        imageHalf.close();
        workHalf.close();
        Folders.delete(state);
    }

    private <T extends SpecificRecord> List<T> values(String topic, Class<T> type) {
        var all = decoded.computeIfAbsent(topic, _ -> new Decoded());
        var records = records(topic);
        var decoder = new Decoder<>(registry, type);
        for (; all.records < records.size(); all.records++) {
            var value = records.get(all.records).value();
            if (value != null) {
                all.values.add(decoder.decode(Place.unknownIn(topic), value));
            }
        }
        return all.values.stream().map(type::cast).toList();
    }

    /** What has been decoded of a topic so far. */
    private static final class Decoded {
        private final List<SpecificRecord> values = new ArrayList<>();
        private int records;
    }

    private static TestInputTopic<String, byte[]> input(TopologyTestDriver driver, String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    /** The images topic as the re-read sees it. */
    static final class FakeLog implements ImageLog {
        final Map<Version, Bytes> records = new HashMap<>();
        boolean answers = true;
        boolean broken;

        @Override
        public Reading read(String imageId, Version version) {
            if (broken) {
                throw new UnsupportedOperationException("a fault of ours");
            }
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
