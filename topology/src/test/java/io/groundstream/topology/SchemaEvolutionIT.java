package io.groundstream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.decide.Digest;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Programs of an older and of a newer release around this topology, on a real broker and a real
 * registry that refuses what is not fully compatible.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SchemaEvolutionIT {
    private static final Release OLDER = Release.past("0.1.0");
    private static final Release NEWER = Release.future();
    private static final AtomicInteger installations = new AtomicInteger();

    private static RealBroker broker;
    private static RealRegistry server;

    @BeforeAll
    static void startServers() {
        broker = RealBroker.start(Map.of("group.min.session.timeout.ms", "1000"));
        server = RealRegistry.start();
    }

    @AfterAll
    static void stopServers() {
        server.close();
        broker.close();
    }

    @Test
    void aPublisherARunnerAndReadersOfTheOldReleaseGoOn() throws Exception {
        try (var installation = installationUpgradedFrom(OLDER);
                var _ = installation.start()) {
            publish(installation, OLDER, "a");
            publish(installation, OLDER, "b");
            answer(installation, OLDER, 2);

            assertThat(
                            read(
                                    installation,
                                    OLDER,
                                    installation.topics.annotations(),
                                    2,
                                    Annotation.getClassSchema()))
                    .extracting(annotation -> text(annotation, "imageId"))
                    .containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void aPublisherAndARunnerOfANewReleaseAreUnderstood() throws Exception {
        try (var installation = installation();
                var _ = installation.start()) {
            publish(installation, NEWER, "a");
            answer(installation, NEWER, 1);

            assertThat(installation.awaitValues(installation.topics.annotations(), 1))
                    .extracting(
                            record -> installation.decode(record, Annotation.class).getImageId())
                    .containsExactly("a");
        }
    }

    @Test
    void aTaskThatOnlyANewReleaseKnowsIsRefusedAndAnOldReaderReadsWhy() throws Exception {
        try (var installation = installationUpgradedFrom(OLDER);
                var _ = installation.start()) {
            var event = event(NEWER, "a");
            var tasks = event.getSchema().getField("tasks").schema();
            var task = new GenericRecordBuilder(tasks.getElementType());
            task.set("kind", symbol(tasks.getElementType().getField("kind").schema()));
            event.put("tasks", List.of(task.build()));
            send(installation, NEWER, installation.topics.images(), "a", event);

            assertThat(
                            read(
                                    installation,
                                    OLDER,
                                    installation.topics.deadLetters(),
                                    1,
                                    DeadLetter.getClassSchema()))
                    .extracting(letter -> text(letter, "code"))
                    .containsExactly(FailureCode.BAD_TASK.name());
        }
    }

    @Test
    void aFailureThatOnlyANewReleaseKnowsEndsItsImage() throws Exception {
        try (var installation = installation();
                var _ = installation.start()) {
            publish(installation, NEWER, "a");
            var request = requests(installation, NEWER, 1).getFirst();
            var result = result(NEWER, request);
            var failed = result.getSchema().getField("outcome").schema().getTypes().getFirst();
            var outcome = new GenericRecordBuilder(failed);
            outcome.set("code", symbol(failed.getField("code").schema()));
            result.put("outcome", outcome.build());
            send(
                    installation,
                    NEWER,
                    installation.topics.inferenceResults(),
                    text(request, "workKey"),
                    result);

            assertThat(installation.awaitValues(installation.topics.deadLetters(), 1))
                    .extracting(record -> installation.decode(record, DeadLetter.class).getCode())
                    .containsExactly(FailureCode.INTERNAL);
        }
    }

    @Test
    void aStateOfTheOldReleaseIsKnown() throws Exception {
        deletesWhatTheStateSays(OLDER, "IN_FLIGHT");
    }

    @Test
    void aStateOfANewReleaseIsKnownToWaitWhateverItWaitsFor() throws Exception {
        deletesWhatTheStateSays(NEWER, Release.LATER);
    }

    /** Only who has read the store knows that a deletion ends a version that was under way. */
    private static void deletesWhatTheStateSays(Release release, String status) throws Exception {
        try (var installation = installation()) {
            var subject = installation.topics.imageStatesSubject();
            var state = release.empty(ImageState.getClassSchema());
            state.put("status", symbol(state.getSchema().getField("status").schema(), status));
            state.put("event", event(release, "a"));
            var changelog = changelog(installation);
            installation.send(
                    changelog, null, "a", release.encode(installation.registry, subject, state));
            try (var service = installation.start()) {
                installation.send(installation.topics.images(), null, "a", null);
                installation.await(installation.topics.annotations(), all -> !all.isEmpty());

                assertThat(metrics(service))
                        .contains("groundstream_images_total{outcome=\"deleted\"} 1.0");
            }
        }
    }

    private static String changelog(Installation installation) throws Exception {
        var name = installation.topics.topologyId() + "-image-states-changelog";
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var topic = new NewTopic(name, Optional.of(3), Optional.empty());
            admin.createTopics(List.of(topic.configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        return name;
    }

    private static Installation installation() throws Exception {
        return new Installation(prefix(), broker.bootstrapServers(), server.url());
    }

    /** The registry has known the other release's schemas for long when ours are registered. */
    private static Installation installationUpgradedFrom(Release release) throws Exception {
        var prefix = prefix();
        var topics = new Topics(prefix);
        try (var registry = Registry.connect(server.url(), Map.of())) {
            var subjects =
                    Map.of(
                            Topics.subject(topics.images()), ImageEvent.getClassSchema(),
                            Topics.subject(topics.annotations()), Annotation.getClassSchema(),
                            Topics.subject(topics.deadLetters()), DeadLetter.getClassSchema(),
                            Topics.subject(topics.inferenceRequests(Lane.INTERACTIVE)),
                                    InferenceRequest.getClassSchema(),
                            Topics.subject(topics.inferenceResults()),
                                    InferenceResult.getClassSchema(),
                            topics.imageStatesSubject(), ImageState.getClassSchema());
            subjects.forEach(
                    (subject, schema) -> {
                        registry.register(subject, release.schema(schema));
                        registry.requireCompatibility(subject, "FULL_TRANSITIVE");
                    });
        }
        return new Installation(prefix, broker.bootstrapServers(), server.url());
    }

    private static String prefix() {
        return "evolution" + installations.incrementAndGet() + ".";
    }

    private static void publish(Installation installation, Release release, String id) {
        send(installation, release, installation.topics.images(), id, event(release, id));
    }

    private static GenericRecord event(Release release, String id) {
        var event = release.empty(ImageEvent.getClassSchema());
        event.put("imageId", id);
        var content = event.getSchema().getField("content").schema().getTypes().getFirst();
        event.put(
                "content",
                new GenericRecordBuilder(content)
                        .set("data", ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8)))
                        .build());
        return event;
    }

    /** Answers as a runner of that release would, once so many requests are there. */
    private static void answer(Installation installation, Release release, int count) {
        for (var request : requests(installation, release, count)) {
            var result = result(release, request);
            var generated = result.getSchema().getField("outcome").schema().getTypes().get(1);
            var results = generated.getField("results").schema();
            var outcome = new GenericRecordBuilder(generated);
            outcome.set(
                    "results", List.of(new GenericRecordBuilder(results.getElementType()).build()));
            var picture = (GenericRecord) request.get("content");
            outcome.set("contentSha256", Digest.of((ByteBuffer) picture.get("data")));
            result.put("outcome", outcome.build());
            send(
                    installation,
                    release,
                    installation.topics.inferenceResults(),
                    text(request, "workKey"),
                    result);
        }
    }

    private static List<GenericRecord> requests(
            Installation installation, Release release, int count) {
        var topic = installation.topics.inferenceRequests(Lane.INTERACTIVE);
        return read(installation, release, topic, count, InferenceRequest.getClassSchema());
    }

    private static GenericRecord result(Release release, GenericRecord request) {
        var result = release.empty(InferenceResult.getClassSchema());
        result.put("workKey", text(request, "workKey"));
        result.put("flightId", text(request, "flightId"));
        return result;
    }

    private static List<GenericRecord> read(
            Installation installation, Release release, String topic, int count, Schema ours) {
        return installation.awaitValues(topic, count).stream()
                .map(ConsumerRecord::value)
                .map(bytes -> release.decode(installation.registry, ours, bytes))
                .toList();
    }

    private static void send(
            Installation installation,
            Release release,
            String topic,
            String key,
            GenericRecord value) {
        var bytes = release.encode(installation.registry, Topics.subject(topic), value);
        installation.send(topic, null, key, bytes);
    }

    private static GenericData.EnumSymbol symbol(Schema of) {
        return symbol(of, Release.LATER);
    }

    private static GenericData.EnumSymbol symbol(Schema of, String name) {
        return new GenericData.EnumSymbol(of, name);
    }

    private static String text(GenericRecord record, String field) {
        return String.valueOf(record.get(field));
    }

    private static String metrics(TopologyService service) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + service.port() + "/metrics");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }
}
