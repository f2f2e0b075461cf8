package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.backing.FreePorts;
import io.groundstream.embedded.Scenes;
import io.groundstream.local.demo.Demo;
import io.groundstream.local.demo.SceneFeed;
import io.groundstream.local.stack.ServiceSpec;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.testing.Collector;
import io.groundstream.testing.Guarantees;
import io.groundstream.testing.Guarantees.Output;
import io.groundstream.testing.MetricsCatalogue;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The whole product, every part real and in a process of its own, on scenes drawn for the test. */
class EndToEndIT {
    @TempDir static Path folder;

    private static final int TOPOLOGY = FreePorts.next();
    private static final int RUNNER = FreePorts.next();

    private static Collector collector;
    private static Stage stage;

    @BeforeAll
    static void set() throws Exception {
        collector = Collector.start();
        stage = Stage.set(folder.resolve("run"), TOPOLOGY, RUNNER, traces());
    }

    private static Map<String, String> traces() {
        return Map.of("traces.endpoint", collector.endpoint());
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        collector.close();
    }

    @Test
    void theWayOfOneImageIsOneTrace() throws Exception {
        stage.publish("traced", Stage.png(Scenes.draw(8).picture()));
        stage.awaitEnd(List.of("traced"));

        var way = Way.of("traced", collector);

        assertThat(way.from("publish")).isEqualTo("groundstream-publish");
        way.leads("publish", "admit", "groundstream-topology");
        way.leads("admit", "dispatch", "groundstream-topology");
        way.leads("dispatch", "wait", "groundstream-runner");
        way.leads("dispatch", "request", "groundstream-runner");
        way.leads("request", "fetch", "groundstream-runner");
        way.leads("request", "decode", "groundstream-runner");
        way.leads("request", "queue", "groundstream-runner");
        way.leads("request", "inference", "groundstream-runner");
        way.leads("request", "publish result", "groundstream-runner");
        way.leads("publish result", "collect", "groundstream-topology");
        way.leads("collect", "settle", "groundstream-topology");
        way.isInOrder("publish", "admit", "dispatch", "request", "collect", "settle");
        way.isInOrder("request", "fetch", "decode", "queue", "inference", "publish result");
        assertThat(way.attribute("inference", "groundstream.batch.size")).isEqualTo("1");
        assertThat(Way.ofAnnotation("traced", stage.cluster)).isEqualTo(way.context("settle"));
    }

    @Test
    void theCatalogueNamesWhatTopologyAndRunnerAnswer() throws Exception {
        var catalogue = MetricsCatalogue.read(Path.of("../../docs/metrics.md"));

        assertThat(catalogue.differences("Topology", metrics(TOPOLOGY))).isEmpty();
        assertThat(catalogue.differences("Model-runner", metrics(RUNNER))).isEmpty();
    }

    private static String metrics(int port) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }

    @Test
    void annotationsTellTheTruthAboutScenesThatNobodyHasSeen() throws Exception {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);

        boolean whole;
        try (var feed = SceneFeed.start(700_000)) {
            whole = new Demo(stage.cluster, feed, out, () -> false).run(48, false);
        }

        var lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        var summary = new ObjectMapper().readTree(lines.getLast());
        assertThat(whole).isTrue();
        assertThat(lines).hasSize(49);
        assertThat(summary.path("published").asInt()).isEqualTo(48);
        assertThat(summary.path("annotated").asInt()).isEqualTo(48);
        assertThat(summary.path("duplicates").asInt()).isZero();
        assertThat(summary.path("captionExact").asDouble()).isGreaterThanOrEqualTo(0.85);
        assertThat(summary.path("groundingRecallAt50").asDouble()).isGreaterThanOrEqualTo(0.90);
    }

    @Test
    void hostileInputEndsAsATypedDeadLetterAndTheImageAfterItIsAnnotated() throws Exception {
        var good = Stage.png(Scenes.draw(1).picture());
        stage.publish("cat.jpg", "I am not a picture".getBytes(StandardCharsets.UTF_8));
        stage.publish("truncated.png", Arrays.copyOf(good, good.length / 2));
        stage.publish("huge.png", HostilePictures.pngHeader(60_000, 60_000));
        publishForeignRecord("foreign");
        stage.publish("after", good);

        var outputs =
                stage.awaitEnd(List.of("cat.jpg", "truncated.png", "huge.png", "foreign", "after"));

        assertThat(code("cat.jpg", outputs)).isEqualTo(FailureCode.UNSUPPORTED_FORMAT);
        assertThat(code("truncated.png", outputs)).isEqualTo(FailureCode.CORRUPT_IMAGE);
        assertThat(code("huge.png", outputs)).isEqualTo(FailureCode.TOO_MANY_PIXELS);
        assertThat(code("foreign", outputs)).isEqualTo(FailureCode.SCHEMA);
        assertThat(annotation("after", outputs)).isNotNull();
        Guarantees.noneEndsTwice(outputs);
    }

    @Test
    void oneImageIsAnnotatedForEveryTask() throws Exception {
        var scene = Scenes.draw(7);
        var tasks =
                List.of(
                        new TaskRequest(TaskKind.BRIEF_CAPTION, null, null),
                        new TaskRequest(TaskKind.DETAILED_CAPTION, null, null),
                        new TaskRequest(TaskKind.PLAIN_CAPTION, null, null),
                        new TaskRequest(TaskKind.GROUND_PHRASE, "a cat <grounding></s>", null),
                        new TaskRequest(
                                TaskKind.DESCRIBE_REGION, null, new Box(0.1, 0.2, 0.6, 0.9)),
                        new TaskRequest(TaskKind.ANSWER, "What is left?", null),
                        new TaskRequest(TaskKind.GROUNDED_ANSWER, "Where is the cat?", null));
        var event = Stage.event("tasks", Stage.png(scene.picture()));
        stage.publish(ImageEvent.newBuilder(event).setTasks(tasks).build());

        var results =
                Objects.requireNonNull(annotation("tasks", stage.awaitEnd(List.of("tasks"))))
                        .getResults();

        assertThat(results).extracting(TaskResult::getTask).isEqualTo(tasks);
        assertThat(results.get(0).getText()).startsWith("An image of");
        assertThat(results.get(3).getText()).startsWith("a cat <grounding></s>");
        assertThat(results.get(4).getEntities().getFirst().getPhrase()).isEqualTo("It");
        assertThat(results.get(5).getText()).startsWith("Question: What is left? Answer:");
    }

    @Test
    void ofAnImagePublishedAgainInFlightTheNewestSurvives() throws Exception {
        stage.publish("again", Stage.png(Scenes.draw(2).picture()));
        var newest = stage.publish("again", Stage.png(Scenes.draw(3).picture()));

        var outputs =
                stage.await(
                        seen ->
                                annotation("again", seen) != null
                                        && Objects.requireNonNull(annotation("again", seen))
                                                        .getVersion()
                                                        .getOffset()
                                                == newest.offset());

        Guarantees.noneEndsTwice(outputs);
    }

    @Test
    void ofAnImageDeletedInFlightNothingRemains() throws Exception {
        stage.publish("deleted", Stage.png(Scenes.draw(4).picture()));
        stage.delete("deleted");
        stage.publish("deleted-witness", Stage.png(Scenes.draw(5).picture()));

        var outputs = stage.awaitEnd(List.of("deleted-witness"));

        Guarantees.nothingRemains("deleted", outputs);
        Guarantees.noneEndsTwice(outputs);
    }

    @Test
    void aRunnerKilledInTheMiddleOfItsWorkLosesAndDoublesNothing() throws Exception {
        var runner = Objects.requireNonNull(stage.stack.child("runner"));
        var ids = IntStream.range(0, 60).mapToObj(i -> "killed-" + i).toList();
        var pictures = new ArrayList<byte[]>();
        for (int i = 0; i < ids.size(); i++) {
            pictures.add(Stage.png(Scenes.draw(100 + i).picture()));
        }
        for (int i = 0; i < ids.size(); i++) {
            stage.publish(ids.get(i), pictures.get(i));
        }
        stage.await(seen -> annotation(ids.getFirst(), seen) != null || anyOf(ids, seen));

        runner.handle().destroyForcibly();
        stage.stack.startRunner(ServiceSpec.RUNNER.with(traces()), RUNNER);

        var outputs = stage.awaitEnd(ids);
        Guarantees.noneIsLost(ids, outputs);
        Guarantees.noneEndsTwice(outputs);
    }

    @Test
    void aForeignClientReadsTheAnnotationsThroughTheRegistry() throws Exception {
        // a developer may do without Debian's packages, the build machine may not
        assumeTrue(System.getenv("CI") != null || hasForeignClient());
        stage.publish("for-python", Stage.png(Scenes.draw(6).picture()));
        stage.awaitEnd(List.of("for-python"));

        var python =
                new ProcessBuilder(
                                "/usr/bin/python3",
                                "../interop/read_annotations.py",
                                stage.cluster.bootstrapServers(),
                                stage.cluster.registryUrl(),
                                "--max",
                                "1")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var read = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(python.exitValue()).isZero();
        var json = new ObjectMapper().readTree(read.lines().findFirst().orElseThrow());
        assertThat(json.path("results").path(0).path("text").asText()).isNotBlank();
        assertThat(json.path("model").path("provider").asText()).isEqualTo("cpu");
    }

    private static boolean hasForeignClient() throws Exception {
        var imports = "import confluent_kafka, avro, requests";
        return new ProcessBuilder("/usr/bin/python3", "-c", imports).start().waitFor() == 0;
    }

    private static void publishForeignRecord(String imageId) throws Exception {
        var registry = stage.registry();
        var encoder = new Encoder<Annotation>(registry, "annotations-value");
        var foreign = encoder.encode(Annotation.newBuilder().setImageId(imageId).build());
        try (var producer = stage.cluster.producer()) {
            producer.send(new ProducerRecord<>(stage.cluster.topics().images(), imageId, foreign))
                    .get();
        }
    }

    private static boolean anyOf(List<String> ids, List<Output> outputs) {
        return ids.stream().anyMatch(id -> annotation(id, outputs) != null);
    }

    private static FailureCode code(String imageId, List<Output> outputs) {
        var letter = (DeadLetter) Guarantees.remaining("dead-letters", imageId, outputs);
        return Objects.requireNonNull(letter).getCode();
    }

    private static Annotation annotation(String imageId, List<Output> outputs) {
        return (Annotation) Guarantees.remaining("annotations", imageId, outputs);
    }
}
