package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.embedded.Scenes;
import io.groundstream.local.stack.Child;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.testing.Guarantees;
import io.groundstream.testing.Guarantees.Output;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What images depend on goes away under load and comes back: none is lost, none ends twice, and no
 * good one becomes a dead letter.
 */
class FaultsIT {
    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir static Path folder;

    private static Stage stage;

    @BeforeAll
    static void set() throws Exception {
        stage = Stage.set(folder.resolve("run"));
        // so that everybody has asked for the schemas, and the runner is warm
        var ids = List.of("faults-first");
        stage.publish(ids.getFirst(), Stage.png(Scenes.draw(60_000).picture()));
        stage.awaitEnd(ids);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @Test
    void aBrokerMayBeStoppedAndStartedAgainUnderLoad() throws Exception {
        brokerAway("broker", 60, stage.stack::stop);
    }

    @Test
    @Tag("proof")
    void aBrokerMayDieUnderLoadAgainAndAgain() throws Exception {
        for (int round = 0; round < 5; round++) {
            brokerAway("broker-killed-" + round, 100, FaultsIT::kill);
        }
    }

    @Test
    void aRegistryMayHang() throws Exception {
        registryAway("registry", 40, Duration.ofSeconds(5));
    }

    @Test
    @Tag("proof")
    void aRegistryMayHangForAMinute() throws Exception {
        registryAway("registry-minute", 100, Duration.ofSeconds(60));
    }

    @Test
    @Tag("proof")
    void aRunnerMayBeFrozenForLongerThanItMayHoldItsRequests() throws Exception {
        var frozen = child("runner");
        var other = stage.stack.startRunner();
        var name = "runner-" + frozen.handle().pid();
        var batch = batch("frozen", 200);
        try (var results = results()) {
            send(batch).join();
            stage.await(seen -> annotated(seen, ids(batch)) >= 20);
            try (var _ = Frozen.freeze(frozen)) {
                stage.awaitEnd(ids(batch));
            }
            awaitLateResults(results, name);
        }

        assertAnnotatedOnce(batch);
        stage.stack.stop(other);
    }

    private void brokerAway(String name, int images, Consumer<Child> ending) throws Exception {
        var batch = batch(name, 2 * images);
        var sent = send(batch.subList(0, images));
        stage.await(seen -> annotated(seen, ids(batch)) >= images / 10);

        ending.accept(child("broker"));
        // a producer that knows of no broker makes its thread wait
        var sentMeanwhile =
                CompletableFuture.supplyAsync(() -> send(batch.subList(images, 2 * images)));
        stage.stack.startBroker();

        sent.join();
        sentMeanwhile.join().join();
        assertAnnotatedOnce(batch);
    }

    private static CompletableFuture<Void> send(List<ImageEvent> events) {
        return CompletableFuture.allOf(
                events.stream().map(stage::send).toArray(CompletableFuture<?>[]::new));
    }

    /** Events whose schema everybody knows go on; those that need the registry wait for it. */
    private void registryAway(String name, int images, Duration time) throws Exception {
        var batch = batch(name, 2 * images);
        var known = batch.subList(0, images);
        var unknown = batch.subList(images, 2 * images);
        try (var later = new LaterRelease(stage, name.replace('-', '_'))) {
            try (var _ = Frozen.freeze(child("registry"))) {
                send(known).join();
                stage.awaitEnd(ids(known));
                unknown.forEach(later::send);
                var until = Instant.now().plus(time);
                stage.await(_ -> Instant.now().isAfter(until));
                assertThat(ended(stage.outputs(), ids(unknown))).isZero();
            }
            assertAnnotatedOnce(batch);
        }
    }

    /** The frozen runner has answered what another had answered before. */
    private static void awaitLateResults(TopicReader results, String late) {
        var before = new HashMap<String, String>();
        var doubled = new HashSet<String>();
        stage.await(
                _ -> {
                    for (var read : results.poll(POLL)) {
                        var result = (InferenceResult) Objects.requireNonNull(read.value());
                        var first = before.putIfAbsent(result.getFlightId(), result.getRunner());
                        if (first != null
                                && !first.equals(late)
                                && result.getRunner().equals(late)) {
                            doubled.add(result.getFlightId());
                        }
                    }
                    return !doubled.isEmpty();
                });
    }

    private static TopicReader results() {
        var topics = List.of(stage.cluster.topics().inferenceResults());
        return TopicReader.open(stage.cluster, stage.registry(), topics, false);
    }

    private static void assertAnnotatedOnce(List<ImageEvent> batch) throws InterruptedException {
        var outputs = stage.awaitRest(ids(batch));
        Guarantees.noneIsLost(ids(batch), outputs);
        Guarantees.noneEndsTwice(outputs);
        Guarantees.documentsMatchAnnotations(stage.cluster.topics(), outputs);
        assertThat(annotated(outputs, ids(batch))).isEqualTo(batch.size());
        assertThat(outputs).noneMatch(output -> output.value() instanceof DeadLetter);
    }

    private static List<ImageEvent> batch(String name, int images) throws Exception {
        var batch = new ArrayList<ImageEvent>();
        for (int i = 0; i < images; i++) {
            var picture = Stage.png(Scenes.draw(60_000L + name.hashCode() % 1_000 + i).picture());
            batch.add(Stage.event(name + "-" + i, picture));
        }
        return batch;
    }

    private static Set<String> ids(List<ImageEvent> batch) {
        var ids = new HashSet<String>();
        batch.forEach(event -> ids.add(event.getImageId()));
        return ids;
    }

    private static long annotated(List<Output> outputs, Set<String> ids) {
        return outputs.stream()
                .filter(output -> output.value() instanceof Annotation)
                .filter(output -> ids.contains(output.key()))
                .count();
    }

    private static long ended(List<Output> outputs, Set<String> ids) {
        return outputs.stream()
                .filter(output -> output.value() != null && ids.contains(output.key()))
                .count();
    }

    private static Child child(String name) {
        return Objects.requireNonNull(stage.stack.child(name));
    }

    private static void kill(Child child) {
        child.handle().destroyForcibly();
        child.handle().onExit().join();
    }
}
