package io.groundstream.runner.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.batch.BatchLimits;
import io.groundstream.runner.fetch.Folders;
import io.groundstream.runner.fetch.Reach;
import io.groundstream.runner.fetch.Sources;
import io.groundstream.runner.fetch.address.Network;
import io.groundstream.runner.fetch.http.AllowedHosts;
import io.groundstream.runner.fetch.http.WebLimits;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.generate.StuckGenerator;
import io.groundstream.runner.generate.TextGenerator;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.runner.image.Pictures;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

@Timeout(60)
class AnnotatorTest {
    private static final AnnotatorSettings SETTINGS =
            new AnnotatorSettings(
                    Goldens.TINY.bundle().directory(),
                    Device.of(Provider.CPU),
                    2,
                    2,
                    2,
                    new BatchLimits(4, Duration.ofMillis(5), Duration.ofSeconds(1), 16),
                    ImageLimits.DEFAULT,
                    Sources.none());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aPictureWithoutTasksGetsABriefCaption() throws Exception {
        try (var annotator = open(UnaryOperator.identity())) {
            var generated = success(annotator, Pictures.bytes("orientation-6.jpg"), List.of());
            annotator.close();
            for (var stage : List.of("fetch", "decode", "queue", "inference")) {
                assertThat(meters.get("groundstream.stage").tag("stage", stage).timer().count())
                        .isEqualTo(1);
            }

            assertThat(generated.getWidth()).isEqualTo(64);
            assertThat(generated.getHeight()).isEqualTo(96);
            assertThat(generated.getMediaType()).isEqualTo("image/jpeg");
            assertThat(generated.getModel().getProvider()).isEqualTo("cpu");
            assertThat(generated.getModel().getRevision()).hasSize(64);
            assertThat(generated.getTimings().getBatchSize()).isEqualTo(1);
            assertThat(generated.getResults())
                    .singleElement()
                    .satisfies(
                            result -> {
                                assertThat(result.getText()).startsWith("An image of");
                                assertThat(result.getRawConfidence()).isBetween(0.0, 1.0);
                            });
        }
    }

    @Test
    void theWarmUpMeetsEverySizeThatABatchIsPaddedTo() {
        var sizes = new ArrayList<Integer>();
        try (var _ = open(generator -> new CountedGenerator(generator, sizes))) {
            assertThat(sizes).contains(1, 2, 4);
        }
    }

    @Test
    void severalTasksAreAnsweredInTheirOrder() throws Exception {
        var tasks =
                List.of(
                        new TaskRequest(TaskKind.PLAIN_CAPTION, null, null),
                        new TaskRequest(TaskKind.GROUND_PHRASE, "a red ball", null),
                        new TaskRequest(
                                TaskKind.DESCRIBE_REGION, null, new Box(0.1, 0.1, 0.5, 0.5)),
                        new TaskRequest(TaskKind.BRIEF_CAPTION, null, null));
        try (var annotator = open(UnaryOperator.identity())) {
            var generated = success(annotator, Pictures.bytes("down.png"), tasks);

            assertThat(generated.getResults()).extracting(TaskResult::getTask).isEqualTo(tasks);
        }
    }

    @Test
    void oneBadTaskSpoilsThemAll() throws Exception {
        var tasks =
                List.of(
                        new TaskRequest(TaskKind.BRIEF_CAPTION, null, null),
                        new TaskRequest(TaskKind.ANSWER, null, null));
        try (var annotator = open(UnaryOperator.identity())) {
            assertThat(code(annotator.annotate(Job.of(Pictures.bytes("down.png"), tasks))))
                    .isEqualTo(FailureCode.BAD_TASK);
        }
    }

    @Test
    void aResultDoesNotDependOnWhatIsAnnotatedBesideIt() throws Exception {
        var files = List.of("down.png", "alpha.png", "grey.png", "palette.png", "baseline.jpg");
        try (var annotator = open(UnaryOperator.identity())) {
            var alone = new ArrayList<TaskResult>();
            for (var file : files) {
                alone.add(
                        success(annotator, Pictures.bytes(file), List.of())
                                .getResults()
                                .getFirst());
            }
            var together = new ArrayList<CompletableFuture<Outcome>>();
            for (int i = 0; i < 40; i++) {
                together.add(
                        annotator.annotate(
                                Job.of(Pictures.bytes(files.get(i % files.size())), List.of())));
            }

            for (int i = 0; i < 40; i++) {
                var generated = ((Outcome.Success) together.get(i).join()).generated();
                assertThat(generated.getResults().getFirst().getRawText())
                        .isEqualTo(alone.get(i % files.size()).getRawText());
            }
        }
        assertThat(meters.get("groundstream.batch.size").summary().max()).isGreaterThan(1);
    }

    @Test
    void aPictureThatBreaksTheModelFailsAndItsNeighboursDoNot() throws Exception {
        try (var annotator = open(AllergicGenerator::new)) {
            var white = new ArrayList<CompletableFuture<Outcome>>();
            for (int i = 0; i < 3; i++) {
                white.add(annotator.annotate(Job.of(Pictures.bytes("down.png"), List.of())));
            }
            var poison = annotator.annotate(Job.of(Pictures.bytes("deep.png"), List.of()));

            assertThat(code(poison)).isEqualTo(FailureCode.MODEL);
            assertThat(white)
                    .allSatisfy(
                            outcome ->
                                    assertThat(outcome.join()).isInstanceOf(Outcome.Success.class));
        }
    }

    @Test
    void whatIsPastItsDeadlineIsNotBegun() throws Exception {
        try (var annotator = open(UnaryOperator.identity())) {
            var content = Job.of(Pictures.bytes("down.png"), List.of()).content();
            var late =
                    new Job(
                            content,
                            List.of(),
                            true,
                            false,
                            0,
                            Instant.now().minusMillis(1),
                            StageObserver.NONE);

            assertThat(code(annotator.annotate(late))).isEqualTo(FailureCode.TIMEOUT);
        }
    }

    @Test
    void cancellingEndsWhatIsUnderWayAndWhatWaitsSoThatItCanBeAskedForAgain() throws Exception {
        var stuck = new StuckGenerator();
        try (var annotator = open(stuck::around)) {
            stuck.getStuck();
            var outcomes = new ArrayList<CompletableFuture<Outcome>>();
            for (int i = 0; i < 10; i++) {
                outcomes.add(annotator.annotate(Job.of(Pictures.bytes("down.png"), List.of())));
            }
            stuck.awaitCall();
            annotator.cancel();

            assertThat(outcomes)
                    .allSatisfy(
                            outcome -> {
                                var failed = ((Outcome.Failure) outcome.join()).failed();
                                assertThat(failed.getRetryable()).isTrue();
                                assertThat(failed.getMessage()).contains("closing");
                            });
            assertThat(code(annotator.annotate(Job.of(Pictures.bytes("down.png"), List.of()))))
                    .isEqualTo(FailureCode.INTERNAL);
        }
    }

    @Test
    void aServerThatDoesNotAnswerKeepsNobodyWaitingButItsOwnPictures() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var host = "http://127.0.0.1:" + silent.getLocalPort();
            try (var annotator = Annotator.open(reading(host))) {
                var stuck = new ArrayList<CompletableFuture<Outcome>>();
                long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                var picture = new ImageReference(host + "/a.png", null, null);
                for (int i = 0; i < 6; i++) {
                    stuck.add(
                            annotator.annotate(
                                    new Job(
                                            picture,
                                            List.of(),
                                            true,
                                            false,
                                            until,
                                            null,
                                            StageObserver.NONE)));
                }

                success(annotator, Pictures.bytes("down.png"), List.of());

                assertThat(stuck).noneMatch(CompletableFuture::isDone);
                assertThat(code(stuck.getFirst())).isEqualTo(FailureCode.FETCH);
            }
        }
    }

    private static AnnotatorSettings reading(String host) {
        var loopback = List.of(Network.parse("127.0.0.0/8"));
        var reach = new Reach(loopback, Optional.empty(), WebLimits.DEFAULT);
        return new AnnotatorSettings(
                SETTINGS.bundle(),
                SETTINGS.device(),
                SETTINGS.threads(),
                SETTINGS.calls(),
                SETTINGS.prepareThreads(),
                SETTINGS.batches(),
                SETTINGS.images(),
                new Sources(
                        Folders.none(), AllowedHosts.of(List.of(host)), Optional.empty(), reach));
    }

    private Annotator open(UnaryOperator<TextGenerator> around) {
        return Annotator.open(SETTINGS, around, meters);
    }

    private static io.groundstream.schemas.avro.Generated success(
            Annotator annotator, byte[] picture, List<TaskRequest> tasks) {
        var outcome = annotator.annotate(Job.of(picture, tasks)).join();
        assertThat(outcome).isInstanceOf(Outcome.Success.class);
        return ((Outcome.Success) outcome).generated();
    }

    private static FailureCode code(CompletableFuture<Outcome> outcome) {
        assertThat(outcome.join()).isInstanceOf(Outcome.Failure.class);
        return ((Outcome.Failure) outcome.join()).failed().getCode();
    }

    /** Notes how many rows each call has. */
    private record CountedGenerator(TextGenerator inner, List<Integer> sizes)
            implements TextGenerator {
        @Override
        public Generated generate(
                ByteBuffer images, int batch, long[][] prompts, int newTokens, boolean[] done) {
            sizes.add(batch);
            return inner.generate(images, batch, prompts, newTokens, done);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    /** Fails on every batch with a certain picture in it; those of a warm-up are black. */
    private record AllergicGenerator(TextGenerator inner) implements TextGenerator {
        @Override
        public Generated generate(
                ByteBuffer images, int batch, long[][] prompts, int newTokens, boolean[] done) {
            int picture = images.remaining() / batch;
            for (int i = 0; i < batch; i++) {
                if (!done[i] && isPoison(images.slice(i * picture, picture))) {
                    throw new IllegalStateException("allergic");
                }
            }
            return inner.generate(images, batch, prompts, newTokens, done);
        }

        private static boolean isPoison(ByteBuffer picture) {
            int size = Goldens.TINY.bundle().manifest().image().size();
            try {
                var gate = new io.groundstream.runner.image.ImageGate(ImageLimits.DEFAULT, size);
                var poison =
                        (io.groundstream.runner.image.Gated.Prepared)
                                gate.prepare(Pictures.bytes("deep.png"));
                return picture.equals(poison.rgb());
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void cancel() {
            inner.cancel();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
