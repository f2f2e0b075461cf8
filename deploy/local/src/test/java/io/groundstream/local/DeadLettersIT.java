package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.embedded.Scenes;
import io.groundstream.local.stack.ServiceSpec;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.ReplayMark;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.testing.Guarantees;
import io.groundstream.testing.Guarantees.Output;

import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Dead letters of the whole product, listed, shown and replayed by the command line. */
class DeadLettersIT {
    private static final byte[] GARBAGE = "no picture".getBytes(StandardCharsets.UTF_8);

    @TempDir static Path folder;

    private static Stage stage;
    private static Shell shell;

    @BeforeAll
    static void set() throws Exception {
        stage = Stage.set(folder.resolve("stack"));
        shell = new Shell(stage.cluster);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @Test
    void lettersAreListedByCodeStageAndTimeUntilTheyAreTakenBack() throws Exception {
        fail("list-1");
        var between = letter("list-1").getAt().plusMillis(1).toString();
        fail("list-2");
        stage.publish(
                ImageEvent.newBuilder(Stage.event("list-3", GARBAGE))
                        .setTasks(List.of(new TaskRequest(TaskKind.ANSWER, null, null)))
                        .build());
        stage.awaitEnd(List.of("list-3"));

        assertThat(list()).containsSubsequence("list-1", "list-2", "list-3");
        assertThat(list("--code", "bad_task,timeout")).containsExactly("list-3");
        assertThat(list("--stage", "ADMIT")).containsExactly("list-3");
        assertThat(list("--code", "UNSUPPORTED_FORMAT", "--since", between))
                .contains("list-2")
                .doesNotContain("list-1", "list-3");
        assertThat(list("--until", between)).contains("list-1").doesNotContain("list-2", "list-3");
        assertThat(list("--since", "1h")).contains("list-1", "list-2", "list-3");

        stage.publish("list-1", picture());
        stage.await(seen -> annotation("list-1", seen) != null);
        stage.delete("list-2");
        stage.await(seen -> Guarantees.remaining("dead-letters", "list-2", seen) == null);
        assertThat(list()).contains("list-3").doesNotContain("list-1", "list-2");
    }

    @Test
    void whatCannotBeMeantIsSaidBeforeAnythingIsRead() throws Exception {
        assertThat(shell.run("dead-letters", "list", "--since", "yesterday").exitCode())
                .isEqualTo(2);
        assertThat(shell.run("dead-letters", "list", "--code", "BROKEN").exitCode()).isEqualTo(2);
        assertThat(shell.run("dead-letters", "replay", "--max", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void oneLetterIsShownWithItsOriginAndItsEvent() throws Exception {
        var at = fail("shown");

        var ran = shell.run("dead-letters", "show", "shown");

        var shown = ran.objects().getFirst();
        assertThat(ran.exitCode()).isZero();
        assertThat(shown.path("code").asText()).isEqualTo("UNSUPPORTED_FORMAT");
        assertThat(shown.at("/origin/offset").asLong()).isEqualTo(at.offset());
        assertThat(shown.at("/event/lane").asText()).isEqualTo("INTERACTIVE");
        assertThat(shell.run("dead-letters", "show", "nobody").exitCode()).isEqualTo(1);
    }

    @Test
    void aReplaySucceedsWhenItsCauseIsGoneAndItsRecordIsTheOriginalMarked() throws Exception {
        var pictures = Files.createDirectory(folder.resolve("pictures"));
        var file = Files.write(pictures.resolve("a.png"), picture());
        var reference = ImageReference.newBuilder().setUri(file.toUri().toString()).build();
        var event =
                ImageEvent.newBuilder()
                        .setImageId("forbidden")
                        .setContent(reference)
                        .setSubmittedAt(Instant.now())
                        .build();
        var sent = publishWithHeader(event);
        stage.awaitEnd(List.of("forbidden"));
        stage.stack.stop(Objects.requireNonNull(stage.stack.child("runner")));
        stage.stack.startRunner(ServiceSpec.RUNNER.with("source.folders", pictures.toString()));

        var ran = shell.run("dead-letters", "replay", "--code", "FORBIDDEN_SOURCE");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.imageIds()).containsExactly("forbidden");
        assertThat(ran.values("result")).containsExactly("REPLAYED");
        stage.await(seen -> annotation("forbidden", seen) != null);
        assertThat(list()).doesNotContain("forbidden");
        var records = images("forbidden");
        assertThat(records).hasSize(2);
        assertThat(records.getLast().value()).isEqualTo(records.getFirst().value());
        assertThat(records.getLast().headers().lastHeader("source").value())
                .isEqualTo("feed 7".getBytes(StandardCharsets.UTF_8));
        var version = new Version(sent.partition(), sent.offset());
        assertThat(ReplayMark.of(records.getLast().headers())).hasValue(new ReplayMark(version, 1));
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndTheMaximumEndsARun() throws Exception {
        fail("dry-1");
        fail("dry-2");

        var dry = shell.run("dead-letters", "replay", "dry-1", "dry-2", "--dry-run");
        var one = shell.run("dead-letters", "replay", "dry-1", "dry-2", "--dry-run", "--max", "1");

        assertThat(dry.imageIds()).containsExactly("dry-1", "dry-2");
        assertThat(dry.values("result")).containsOnly("WOULD_REPLAY");
        assertThat(one.imageIds()).containsExactly("dry-1");
        assertThat(images("dry-1")).hasSize(1);
    }

    @Test
    void anEventIsReplayedNoMoreOftenThanIsAllowed() throws Exception {
        fail("capped");
        for (int i = 1; i <= 2; i++) {
            int letters = i + 1;
            var ran = shell.run("dead-letters", "replay", "capped", "--max-replays", "2");
            assertThat(ran.values("result")).containsExactly("REPLAYED");
            assertThat(ran.values("replays")).containsExactly(Integer.toString(i));
            stage.await(seen -> letters("capped", seen) == letters);
        }

        var ran = shell.run("dead-letters", "replay", "capped", "--max-replays", "2");

        assertThat(ran.values("result")).containsExactly("CAPPED");
        assertThat(images("capped")).hasSize(3);
        Guarantees.noneEndsTwice(stage.outputs());
    }

    @Test
    void whatIsNoLongerTheLastOfItsImageIsNotBroughtBack() throws Exception {
        for (var id : List.of("replaced", "deleted", "twice")) {
            fail(id);
        }
        stage.stack.stop(Objects.requireNonNull(stage.stack.child("topology")));
        stage.publish("replaced", picture());
        stage.delete("deleted");
        var first = shell.run("dead-letters", "replay", "twice");

        var ran = shell.run("dead-letters", "replay", "replaced", "deleted", "twice");

        assertThat(first.values("result")).containsExactly("REPLAYED");
        assertThat(ran.imageIds()).containsExactly("replaced", "deleted", "twice");
        assertThat(ran.values("result")).containsExactly("REPLACED", "DELETED", "ALREADY_REPLAYED");
        assertThat(ran.exitCode()).isZero();
        stage.stack.startTopology();
        stage.await(seen -> annotation("replaced", seen) != null && letters("twice", seen) == 2);
        assertThat(images("twice")).hasSize(2);
    }

    @Test
    void anEventThatRetentionHasTakenIsNamedAndTheRunFails() throws Exception {
        var at = fail("gone");
        try (var admin = stage.cluster.admin()) {
            var partition = new TopicPartition(at.topic(), at.partition());
            var before = RecordsToDelete.beforeOffset(at.offset() + 1);
            admin.deleteRecords(Map.of(partition, before)).all().get();
        }

        var ran = shell.run("dead-letters", "replay", "gone");

        assertThat(ran.values("result")).containsExactly("GONE");
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    @Test
    void aRunThatWasKilledInTheMiddleGoesOnWhereItWas() throws Exception {
        // long names, so that few lines fill the pipe and hold the command up
        var ids = IntStream.range(0, 200).mapToObj(i -> "killed-" + i + "-" + "x".repeat(450));
        var images = ids.toList();
        for (var id : images) {
            var _ = stage.send(Stage.event(id, GARBAGE));
        }
        stage.awaitEnd(images);
        stage.stack.stop(Objects.requireNonNull(stage.stack.child("topology")));
        var until = Instant.now().plus(Duration.ofMinutes(1)).toString();
        var replay = new ArrayList<>(List.of("dead-letters", "replay", "--until", until));
        replay.addAll(images);

        var process = shell.start(replay.toArray(String[]::new));
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < 20; i++) {
                assertThat(lines.readLine()).contains("REPLAYED");
            }
            process.destroyForcibly().waitFor();
        }
        var again = shell.run(replay.toArray(String[]::new));

        assertThat(again.imageIds()).containsExactlyInAnyOrderElementsOf(images);
        var results = again.values("result");
        assertThat(results).containsOnly("REPLAYED", "ALREADY_REPLAYED");
        assertThat(results).filteredOn("ALREADY_REPLAYED"::equals).hasSizeGreaterThanOrEqualTo(20);
        assertThat(results).contains("REPLAYED");
        stage.stack.startTopology();
        var outputs = stage.await(seen -> images.stream().allMatch(id -> letters(id, seen) >= 2));
        stage.awaitRest(images);
        assertThat(images).allSatisfy(id -> assertThat(letters(id, stage.outputs())).isEqualTo(2));
        Guarantees.noneEndsTwice(outputs);
    }

    private static RecordMetadata fail(String imageId) throws Exception {
        var at = stage.publish(imageId, GARBAGE);
        stage.awaitEnd(List.of(imageId));
        return at;
    }

    private static List<String> list(String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("dead-letters", "list"));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new)).imageIds();
    }

    private static DeadLetter letter(String imageId) {
        var letter = Guarantees.remaining("dead-letters", imageId, stage.outputs());
        return (DeadLetter) Objects.requireNonNull(letter);
    }

    private static Annotation annotation(String imageId, List<Output> outputs) {
        return (Annotation) Guarantees.remaining("annotations", imageId, outputs);
    }

    private static long letters(String imageId, List<Output> outputs) {
        return outputs.stream()
                .filter(output -> output.value() instanceof DeadLetter)
                .filter(output -> output.key().equals(imageId))
                .count();
    }

    private static byte[] picture() throws IOException {
        return Stage.png(Scenes.draw(1).picture());
    }

    private static RecordMetadata publishWithHeader(ImageEvent event) throws Exception {
        var topic = stage.cluster.topics().images();
        var encoder = new Encoder<ImageEvent>(stage.registry(), Topics.subject(topic));
        var record = new ProducerRecord<>(topic, event.getImageId(), encoder.encode(event));
        record.headers().add("source", "feed 7".getBytes(StandardCharsets.UTF_8));
        try (var producer = stage.cluster.producer()) {
            return producer.send(record).get();
        }
    }

    /** All records of an image that now stand in images. */
    private static List<ConsumerRecord<String, byte[]>> images(String imageId) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = stage.cluster.consumer()) {
            var topic = stage.cluster.topics().images();
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (imageId.equals(record.key())) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }
}
