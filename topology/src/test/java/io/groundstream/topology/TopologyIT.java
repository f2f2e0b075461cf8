package io.groundstream.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.topology.flow.Sample;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The topology on a real broker and a real registry; only the runner is played. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TopologyIT {
    private static final AtomicInteger installations = new AtomicInteger();

    private static final String REVISION = "of-the-test";

    private static final Duration PACE = Duration.ofMillis(20);

    private final BrokerTraffic traffic = new BrokerTraffic();

    private static RealBroker broker;
    private static RealRegistry server;
    private Installation installation;

    @BeforeAll
    static void startServers() {
        // the death of an instance is noticed within seconds
        broker = RealBroker.start(Map.of("group.min.session.timeout.ms", "1000"));
        server = RealRegistry.start();
    }

    @AfterAll
    static void stopServers() {
        server.close();
        broker.close();
    }

    @BeforeEach
    void install() throws Exception {
        installation = installation(server.url());
    }

    @AfterEach
    void close() throws Exception {
        installation.close();
    }

    @Test
    void everyImageIsAnnotatedOnceAlthoughEveryResultComesTwice() throws Exception {
        try (var service = installation.start();
                var _ = FakeRunner.start(installation, TopologyIT::caption)) {
            publish(0, 100);

            assertAnnotatedOnce(100);
            assertThat(metrics(service))
                    .contains("groundstream_images_total{outcome=\"annotated\"}")
                    .contains("groundstream_in_flight 0.0")
                    .contains("groundstream_results_dropped_total{reason=\"late\"}");
        }
    }

    @Test
    void aRestartLosesAndDoublesNothingEvenWithItsStateWiped() throws Exception {
        try (var _ = FakeRunner.start(installation, TopologyIT::caption)) {
            for (int round = 0; round < 3; round++) {
                try (var _ = installation.start()) {
                    publish(round * 50, 50);
                    installation.awaitValues(installation.topics.annotations(), round * 50 + 10);
                }
                publish(1_000 + round * 10, 10);
                installation.wipeState();
            }
            try (var _ = installation.start()) {
                assertAnnotatedOnce(180);
            }
        }
    }

    /** The build kills topologies in TopologyKillsIT. */
    @Test
    @Tag("proof")
    void aKilledTopologyLosesAndDoublesNothing() throws Exception {
        try (var _ = FakeRunner.start(installation, TopologyIT::captionAfterAWhile)) {
            var killed = Child.start(installation);
            var publishing = CompletableFuture.runAsync(() -> publishAtLeisure(0, 300));
            installation.awaitValues(installation.topics.annotations(), 30);
            killed.destroyForcibly().waitFor();
            var killedToo = Child.start(installation);
            installation.awaitValues(installation.topics.annotations(), 120);
            killedToo.destroyForcibly().waitFor();
            publishing.join();
            publish(300, 20);
            installation.wipeState();

            try (var _ = installation.start()) {
                assertAnnotatedOnce(320);
            }
        }
    }

    @Test
    void aForeignRecordAndGarbageAreDeadLettersAndTheNextImageIsAnnotated() throws Exception {
        var images = installation.topics.images();
        try (var _ = installation.start();
                var _ = FakeRunner.start(installation, TopologyIT::caption)) {
            var foreign =
                    installation.encode(
                            installation.topics.annotations(),
                            Annotation.newBuilder().setImageId("foreign").build());
            var at = installation.send(images, 0, keyOn(0), foreign);
            installation.send(images, 0, keyOn(0), new byte[] {'J', 'F', 'I', 'F'});
            publish(0, 12);

            assertAnnotatedOnce(12);
            var letters =
                    installation.awaitValues(installation.topics.deadLetters(), 2).stream()
                            .map(record -> installation.decode(record, DeadLetter.class))
                            .toList();
            assertThat(letters)
                    .hasSize(2)
                    .allSatisfy(l -> assertThat(l.getCode()).isEqualTo(FailureCode.SCHEMA));
            assertThat(letters.getFirst().getOrigin().getOffset()).isEqualTo(at.offset());
        }
    }

    @Test
    void anOutageOfTheRegistryDelaysImagesAndMakesNoDeadLetters() throws Exception {
        try (var relay = new Relay(URI.create(server.url()).getPort());
                var behindRelay = installation(url(relay));
                // short enough that stream threads are replaced while the registry is away
                var _ = behindRelay.start(Map.of("registry.patience", "500ms"));
                var _ = FakeRunner.start(behindRelay, TopologyIT::caption)) {
            // the topology has not asked for the event's schema yet, and has to
            var images = behindRelay.topics.images();
            var events =
                    ids(0, 12).stream()
                            .map(id -> Sample.inline(id).build())
                            .collect(
                                    Collectors.toMap(
                                            ImageEvent::getImageId,
                                            event -> behindRelay.encode(images, event)));
            relay.shut();
            events.forEach((id, bytes) -> behindRelay.send(images, null, id, bytes));
            var later = Instant.now().plusSeconds(5);
            assertThat(
                            behindRelay.await(
                                    behindRelay.topics.deadLetters(),
                                    _ -> Instant.now().isAfter(later)))
                    .isEmpty();
            relay.reopen();

            assertThat(behindRelay.awaitValues(behindRelay.topics.annotations(), 12)).hasSize(12);
            assertThat(behindRelay.await(behindRelay.topics.deadLetters(), _ -> true)).isEmpty();
        }
    }

    @Test
    void aMisplacedRecordIsAnnotatedWhereItBelongs() throws Exception {
        var key = keyOn(1);
        try (var service = installation.start();
                var _ = FakeRunner.start(installation, TopologyIT::caption)) {
            var event = Sample.inline(key).build();
            var images = installation.topics.images();
            installation.send(images, 2, key, installation.encode(images, event));

            var annotation = annotations(1).getFirst();
            assertThat(annotation.getVersion()).isEqualTo(new Version(1, 0L));
            assertThat(metrics(service)).contains("groundstream_images_rerouted_total 1.0");
        }
    }

    @Test
    void aRetryReadsTheBytesAgainFromImages() throws Exception {
        var bytes = new byte[4 << 20];
        bytes[17] = 42;
        try (var _ = installation.start();
                var runner =
                        FakeRunner.start(
                                installation,
                                request ->
                                        request.getAttempt() < 3
                                                ? Optional.of(
                                                        Sample.failed(FailureCode.FETCH, true))
                                                : Optional.of(Sample.generated("big")))) {
            send(Sample.inline("big").setContent(new InlineImage(ByteBuffer.wrap(bytes))).build());

            assertThat(installation.awaitValues(installation.topics.annotations(), 1)).hasSize(1);
            assertThat(runner.seen)
                    .extracting(InferenceRequest::getAttempt)
                    .containsExactly(1, 2, 3);
            assertThat(runner.seen)
                    .allSatisfy(
                            request ->
                                    assertThat(((InlineImage) request.getContent()).getData())
                                            .isEqualTo(ByteBuffer.wrap(bytes)));
        }
    }

    @Test
    void anAnswerThatCameWhileTheTopologyWasDownBeatsTheDeadline() throws Exception {
        var requests = installation.topics.inferenceRequests(Lane.INTERACTIVE);
        Instant deadline;
        try (var _ = installation.start()) {
            send(Sample.inline("to see that it runs").build());
            installation.awaitValues(requests, 1);
            deadline = Instant.now().plusSeconds(8);
            send(Sample.inline("a").setDeadline(deadline).build());
            installation.awaitValues(requests, 2);
        }
        try (var _ = FakeRunner.start(installation, TopologyIT::caption)) {
            installation.awaitValues(installation.topics.inferenceResults(), 4);
        }
        installation.await(installation.topics.annotations(), _ -> Instant.now().isAfter(deadline));

        // expiry is looked for before the first poll has brought anything
        try (var _ = installation.start(Map.of("punctuate.interval", "1ms"))) {
            var ended = Instant.now().plusSeconds(30);
            installation.await(
                    installation.topics.annotations(),
                    all -> all.size() == 2 || Instant.now().isAfter(ended));
            assertThat(installation.await(installation.topics.deadLetters(), _ -> true)).isEmpty();
            assertAnnotatedOnce(2);
        }
    }

    @Test
    void nothingOfADeletedImageRemains() throws Exception {
        try (var _ = installation.start();
                var _ = FakeRunner.start(installation, TopologyIT::caption)) {
            publish(0, 30);
            for (int i = 0; i < 30; i++) {
                installation.send(installation.topics.images(), null, "image" + i, null);
            }
            publish(100, 1);

            for (var topic :
                    List.of(
                            installation.topics.annotations(),
                            installation.topics.deadLetters(),
                            installation.topics.searchDocuments())) {
                var records =
                        installation.await(
                                topic,
                                all -> all.stream().filter(r -> r.value() == null).count() >= 30);
                assertThat(compacted(records)).doesNotContainAnyElementsOf(ids(0, 30));
            }
            installation.await(
                    installation.topics.annotations(), all -> compacted(all).contains("image100"));
        }
    }

    @Test
    void workThatNobodyAnswersIsATimeout() throws Exception {
        try (var _ = installation.start(Map.of("max-in-flight.interactive", "1s"))) {
            send(Sample.inline("a").build());

            var letters = installation.awaitValues(installation.topics.deadLetters(), 1);
            assertThat(letters)
                    .singleElement()
                    .extracting(record -> installation.decode(record, DeadLetter.class).getCode())
                    .isEqualTo(FailureCode.TIMEOUT);
        }
    }

    @Test
    void partitionCountsThatDifferStopTheStart() throws Exception {
        addPartition(installation.topics.inferenceResults());
        assertThatThrownBy(installation::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("claims has 3 partitions")
                .hasMessageContaining("inference-results has 4");

        addPartition(installation.topics.claims());
        addPartition(installation.topics.images());
        assertThatThrownBy(installation::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("images has 4 partitions")
                .hasMessageContaining("answers has 3");
    }

    private static void addPartition(String topic) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4))).all().get();
        }
    }

    @Test
    void sixtyPercentRepostsCostAtMostFortyFivePercentOfTheInference() throws Exception {
        var random = new Random(20_260_202);
        int pictures = 0;
        try (var service = installation.start(Map.of("reuse.model-revision", REVISION));
                var runner = FakeRunner.start(installation, TopologyIT::reusableCaption)) {
            for (int i = 0; i < 500; i++) {
                boolean isRepost = pictures > 0 && random.nextInt(100) < 60;
                int picture = isRepost ? random.nextInt(pictures) : pictures++;
                send(Sample.inline("image" + i, "picture" + picture).build());
            }

            var all = annotations(500);
            assertThat(all).extracting(Annotation::getImageId).doesNotHaveDuplicates().hasSize(500);
            assertThat(runner.seen.size() / 500.0).isLessThanOrEqualTo(0.45);
            assertThat(all.stream().filter(annotation -> annotation.getDerivedFrom() == null))
                    .hasSameSizeAs(runner.seen);
            assertThat(metrics(service)).contains("groundstream_dedupe_hits_total{kind=");
        }
    }

    @Test
    void inlineBytesCrossTheBrokerFromPublisherToTopologyAndFromTopologyToRunnerAlone()
            throws Exception {
        var topics = installation.topics;
        double published = cross(Map.of());

        assertThat(traffic.in(topics.images())).isBetween(published, 1.2 * published);
        assertThat(traffic.out(topics.images())).isBetween(published, 1.2 * published);
        var requests = topics.inferenceRequests(Lane.INTERACTIVE);
        assertThat(traffic.in(requests)).isBetween(published, 1.2 * published);
        assertThat(traffic.out(requests)).isBetween(published, 1.2 * published);
        assertThat(traffic.inUnder(topics.prefix())).isLessThan(2.4 * published);
    }

    @Test
    void bytesThatMemoryDoesNotHoldCrossOnceMore() throws Exception {
        double published = cross(Map.of("inline.memory-bytes", "0"));

        assertThat(traffic.out(installation.topics.images())).isGreaterThan(1.9 * published);
        assertThat(traffic.inUnder(installation.topics.prefix())).isLessThan(2.4 * published);
    }

    /** Publishes pictures of 100 KB, waits for their annotations, and returns their bytes. */
    private double cross(Map<String, String> settings) throws Exception {
        int images = 60;
        int size = 100_000;
        try (var _ = installation.start(settings);
                var _ =
                        FakeRunner.start(
                                installation, _ -> Optional.of(Sample.generated("a picture")))) {
            for (int i = 0; i < images; i++) {
                var bytes = ByteBuffer.allocate(size).putInt(0, i);
                send(Sample.inline("image" + i).setContent(new InlineImage(bytes)).build());
            }
            assertThat(annotations(images)).hasSize(images);
        }
        return (double) images * size;
    }

    @Test
    void whatPythonPublishesWithItsOwnPartitionerJavaDeletes() throws Exception {
        assumeTrue(
                System.getenv("CI") != null || Foreign.isHere(),
                "needs Debian's python3-confluent-kafka");
        var images = installation.topics.images();
        var ids = ids(0, 24);
        try (var service = installation.start();
                var _ = FakeRunner.start(installation, TopologyIT::caption)) {
            Foreign.publish(
                    broker.bootstrapServers(),
                    images,
                    ids.stream()
                            .collect(
                                    Collectors.toMap(
                                            id -> id,
                                            id ->
                                                    installation.encode(
                                                            images, Sample.inline(id).build()))));
            assertAnnotatedOnce(24);
            // the record that was moved is the newer one, wherever the first one stood
            ids.forEach(id -> installation.send(images, null, id, null));

            var records =
                    installation.await(
                            installation.topics.annotations(),
                            all -> compacted(all).isEmpty() && all.size() >= 48);
            assertThat(compacted(records)).isEmpty();
            assertThat(rerouted(service)).isPositive();
            publish(100, 6);
            assertThat(
                            compacted(
                                    installation.await(
                                            installation.topics.annotations(),
                                            all -> compacted(all).size() >= 6)))
                    .containsExactlyInAnyOrderElementsOf(ids(100, 6));
        }
    }

    @Test
    void topicsThatAreMissingStopTheStart() {
        assertThatThrownBy(() -> installation.start(Map.of("topics.prefix", "nowhere.")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("run the admin step");
    }

    @Test
    void aFolderThatCannotHoldTheStoresStopsTheStart(@TempDir Path folder) throws Exception {
        var file = Files.createFile(folder.resolve("a-file"));
        var state = Map.of("state.dir", file.resolve("state").toString());
        assertThatThrownBy(() -> installation.start(state))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("state.dir: the folder " + file);

        var shared = Map.of("state.dir", folder.resolve("shared").toString());
        try (var first = installation.start(shared)) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> installation.start(shared))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("state.dir: ");
        }
    }

    private static Installation installation(String registryUrl) throws Exception {
        return new Installation(
                "it" + installations.incrementAndGet() + ".",
                broker.bootstrapServers(),
                registryUrl);
    }

    private static double rerouted(TopologyService service) throws Exception {
        return metrics(service)
                .lines()
                .filter(line -> line.startsWith("groundstream_images_rerouted_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static Optional<Object> reusableCaption(InferenceRequest request) {
        var model = ModelInfo.newBuilder().setRevision(REVISION).build();
        return Optional.of(
                Generated.newBuilder(Sample.generated("a picture")).setModel(model).build());
    }

    private static Optional<Object> caption(InferenceRequest request) {
        return Optional.of(Sample.generated("caption of " + Sample.picture(request)));
    }

    /** Slow enough that whoever is killed is killed in the middle of something. */
    private static Optional<Object> captionAfterAWhile(InferenceRequest request) {
        LockSupport.parkNanos(PACE.toNanos());
        return caption(request);
    }

    private void publishAtLeisure(int from, int count) {
        for (int i = from; i < from + count; i++) {
            LockSupport.parkNanos(PACE.toNanos());
            publish(i, 1);
        }
    }

    private void publish(int from, int count) {
        ids(from, count).forEach(id -> send(Sample.inline(id).build()));
    }

    private void send(ImageEvent event) {
        installation.send(installation.topics.images(), event.getImageId(), event);
    }

    private static List<String> ids(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "image" + i).toList();
    }

    private List<Annotation> annotations(int count) {
        return installation.awaitValues(installation.topics.annotations(), count).stream()
                .map(record -> installation.decode(record, Annotation.class))
                .toList();
    }

    private void assertAnnotatedOnce(int count) {
        var all = annotations(count);
        assertThat(all).extracting(Annotation::getImageId).doesNotHaveDuplicates().hasSize(count);
        assertThat(all)
                .allSatisfy(
                        annotation ->
                                assertThat(annotation.getResults().getFirst().getText())
                                        .isEqualTo("caption of " + annotation.getImageId()));
    }

    private static Set<String> compacted(List<ConsumerRecord<String, byte[]>> records) {
        var left = new HashSet<String>();
        for (var record : records) {
            if (record.value() == null) {
                left.remove(record.key());
            } else {
                left.add(record.key());
            }
        }
        return left;
    }

    /** A key that Kafka's own partitioner puts on this partition of three. */
    private static String keyOn(int partition) {
        return ids(500, 100).stream()
                .filter(
                        id ->
                                BuiltInPartitioner.partitionForKey(
                                                id.getBytes(StandardCharsets.UTF_8), 3)
                                        == partition)
                .findFirst()
                .orElseThrow();
    }

    private static String url(Relay relay) {
        return server.url()
                .replace(":" + URI.create(server.url()).getPort() + "/", ":" + relay.port() + "/");
    }

    private static String metrics(TopologyService service) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + service.port() + "/metrics");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }
}
