package io.groundstream.runner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.runner.generate.StuckGenerator;
import io.groundstream.runner.generate.TextGenerator;
import io.groundstream.runner.image.Pictures;
import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.catalog.CatalogSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The runner on a real broker and a real registry; only the topology is played. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class RunnerIT {
    /**
     * So that each death costs a request one delivery. Of the connections of a dead process the
     * broker loses one before the other, and gives what the first held to another of the same lane.
     */
    private static final String[] ONE_ROUND = {"runner.rounds", "1"};

    private static final AtomicInteger installations = new AtomicInteger();

    private static RealBroker broker;
    private static RealRegistry server;
    private Installation installation;

    @BeforeAll
    static void startServers() {
        // a killed runner keeps its share of the partitions until its session ends
        broker =
                RealBroker.start(
                        Map.of(
                                "group.share.session.timeout.ms", "3000",
                                "group.share.min.session.timeout.ms", "3000"));
        server = RealRegistry.start();
    }

    @AfterAll
    static void stopServers() {
        server.close();
        broker.close();
    }

    @BeforeEach
    void install() throws Exception {
        var catalog = new CatalogSettings(2, (short) 1, 4, Duration.ofSeconds(15));
        installation =
                new Installation(
                        broker, server, "run" + installations.incrementAndGet() + ".", catalog);
    }

    @AfterEach
    void close() throws Exception {
        installation.close();
    }

    @Test
    void answersEveryRequestOfBothLanesOnce() throws Exception {
        try (var runner = installation.runner()) {
            for (int i = 0; i < 60; i++) {
                var lane = i % 3 == 0 ? Lane.BULK : Lane.INTERACTIVE;
                installation.ask(
                        installation
                                .request("image-" + i, Pictures.bytes("alpha.png"))
                                .setLane(lane)
                                .build());
            }

            var results = installation.awaitFlights(60);

            assertThat(results.keySet()).hasSize(60);
            assertThat(results.values())
                    .allSatisfy(
                            result -> {
                                var generated = (Generated) result.getOutcome();
                                assertThat(generated.getResults()).hasSize(1);
                                assertThat(generated.getWidth()).isEqualTo(60);
                                assertThat(generated.getContentSha256()).hasSize(64);
                                assertThat(result.getDeliveryCount()).isEqualTo(1);
                            });
            assertThat(installation.answers()).isEqualTo(60);
            assertThat(installation.traces()).hasSize(60).contains("trace-image-7");
            assertThat(runner.metrics())
                    .contains("groundstream_stage_seconds_count{stage=\"decode\"}")
                    .contains("groundstream_stage_seconds_count{stage=\"publish\"}")
                    .contains("groundstream_batch_size_count")
                    .contains("groundstream_deliveries_count")
                    .contains("groundstream_in_flight");
        }
    }

    @Test
    void whatIsBadGetsItsCodeAndWhatFollowsIsAnswered() throws Exception {
        var png = Pictures.bytes("down.png");
        var huge = png.clone();
        ByteBuffer.wrap(huge).putInt(16, 60_000).putInt(20, 60_000);
        var outside = Files.createTempFile("groundstream", ".png");
        Files.write(outside, png);
        try (var _ = installation.runner()) {
            ask("text", "not a picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            ask("truncated", Arrays.copyOf(png, png.length / 2));
            ask("huge", huge);
            ask("gif", Pictures.bytes("dot.gif"));
            ask("empty", new byte[0]);
            installation.askBroken("broken", new byte[] {9, 9, 9});
            installation.ask(
                    installation
                            .request("outside", png)
                            .setContent(new ImageReference(outside.toUri().toString(), null, null))
                            .build());
            installation.ask(
                    installation
                            .request("wordless", png)
                            .setTasks(List.of(new TaskRequest(TaskKind.ANSWER, null, null)))
                            .build());
            installation.ask(
                    installation
                            .request("late", png)
                            .setDeadline(Instant.now().minusSeconds(1))
                            .build());
            ask("good", png);

            var results = installation.awaitFlights(10);

            assertThat(code(results, "text")).isEqualTo(FailureCode.UNSUPPORTED_FORMAT);
            assertThat(code(results, "truncated")).isEqualTo(FailureCode.CORRUPT_IMAGE);
            assertThat(code(results, "huge")).isEqualTo(FailureCode.TOO_MANY_PIXELS);
            assertThat(results.get("flight-gif").getOutcome()).isInstanceOf(Generated.class);
            assertThat(code(results, "empty")).isEqualTo(FailureCode.CORRUPT_IMAGE);
            assertThat(code(results, "broken")).isEqualTo(FailureCode.SCHEMA);
            assertThat(code(results, "outside")).isEqualTo(FailureCode.FORBIDDEN_SOURCE);
            assertThat(code(results, "wordless")).isEqualTo(FailureCode.BAD_TASK);
            assertThat(code(results, "late")).isEqualTo(FailureCode.TIMEOUT);
            assertThat(results.get("flight-good").getOutcome()).isInstanceOf(Generated.class);
        }
    }

    @Test
    void closingFinishesWhatIsInFlightAndTheNextRunnerTakesTheRest() throws Exception {
        for (int i = 0; i < 40; i++) {
            ask("image-" + i, Pictures.bytes("up.png"));
        }
        var calls = new CountDownLatch(6);
        try (var _ = installation.runner(generator -> counting(generator, calls))) {
            assertThat(calls.await(60, TimeUnit.SECONDS)).isTrue();
        }
        try (var _ = installation.runner()) {
            var results = installation.awaitFlights(40);

            assertThat(results.keySet()).hasSize(40);
            assertThat(results.values())
                    .allSatisfy(
                            result ->
                                    assertThat(result.getOutcome()).isInstanceOf(Generated.class));
        }
        assertThat(installation.answers()).isEqualTo(40);
    }

    @Test
    void aDrainEndsAtItsLimitAndAnotherRunnerAnswersWhatWentBack() throws Exception {
        var stuck = new StuckGenerator();
        var runner = installation.runner(stuck::around, "runner.drain-timeout", "1s");
        stuck.getStuck();
        for (int i = 0; i < 5; i++) {
            ask("image-" + i, Pictures.bytes("up.png"));
        }
        stuck.awaitCall();
        assertThat(runner.isLive()).isTrue();
        long start = System.nanoTime();
        runner.close();

        // a stuck call would otherwise have lasted for ever
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(runner.isReady()).isFalse();
        try (var _ = installation.runner()) {
            var results = installation.awaitFlights(5);
            assertThat(results.keySet()).hasSize(5);
            assertThat(results.values())
                    .allSatisfy(
                            result ->
                                    assertThat(result.getOutcome()).isInstanceOf(Generated.class));
            assertThat(results.values()).extracting(InferenceResult::getDeliveryCount).contains(2);
        }
        assertThat(installation.answers()).isEqualTo(5);
    }

    @Test
    void aRunnerThatDiesInTheMiddleOfABatchLosesNothingWhileAnotherRuns() throws Exception {
        var deaths = new AtomicInteger();
        try (var fragile = new FragileRunner(installation.config(), 12, deaths)) {
            fragile.start();
            int asked = 3;
            for (int i = 0; i < asked; i++) {
                ask("image-" + i, Pictures.bytes("up.png"));
            }
            // by now it takes part, and goes on doing so beside the other
            installation.awaitFlights(asked);
            try (var _ = installation.runner()) {
                askUntilItDies(fragile, deaths, asked);
            }
        }
    }

    private void askUntilItDies(FragileRunner fragile, AtomicInteger deaths, int asked)
            throws Exception {
        var giveUp = Instant.now().plusSeconds(90);
        while (deaths.get() == 0 && Instant.now().isBefore(giveUp)) {
            for (int i = 0; i < 20; i++) {
                ask("image-" + asked++, Pictures.bytes("up.png"));
            }
            installation.awaitFlights(asked - 20);
        }
        assertThat(deaths)
                .as("deaths of the fragile runner:%n%s", fragile.log())
                .hasPositiveValue();

        var results = installation.awaitFlights(asked);

        assertThat(results.keySet()).hasSize(asked);
        assertThat(results.values())
                .allSatisfy(
                        result -> assertThat(result.getOutcome()).isInstanceOf(Generated.class));
    }

    @Test
    void aRequestThatKillsItsRunnerEachTimeEndsAsExhaustedAndTakesNoOtherWithIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            ask("image-" + i, Pictures.bytes("up.png"));
        }
        ask("killer", Pictures.bytes("deep.png"));
        for (int i = 20; i < 30; i++) {
            ask("image-" + i, Pictures.bytes("up.png"));
        }

        var deaths = new AtomicInteger();
        var runners = new FragileRunner(installation.config(ONE_ROUND), 0, deaths);
        try (runners) {
            runners.start();
            var results = installation.awaitFlights(31);

            assertThat(results.keySet()).hasSize(31);
            requireExhausted(results, 4);
            assertThat(results.values().stream().map(InferenceResult::getOutcome))
                    .filteredOn(Generated.class::isInstance)
                    .hasSize(30);
        }
        assertThat(deaths).hasValue(3);
    }

    @Test
    @Tag("proof")
    void aKillerAmongManyRequestsTakesNoneWithItAlthoughTwoRunnersDieOfIt() throws Exception {
        var catalog = new CatalogSettings(6, (short) 1, 10, Duration.ofSeconds(15));
        var deaths = new AtomicInteger();
        try (var many = new Installation(broker, server, "many.", catalog);
                var one = new FragileRunner(many.config(named("one")), 0, deaths);
                var other = new FragileRunner(many.config(named("other")), 0, deaths)) {
            one.start();
            other.start();
            for (int i = 0; i < 600; i++) {
                many.ask(many.request("image-" + i, Pictures.bytes("up.png")).build());
            }
            many.awaitFlights(300);
            many.ask(many.request("killer", Pictures.bytes("deep.png")).build());
            int asked = 600;
            while (!many.awaitFlights(asked).containsKey("flight-killer") && asked < 20_000) {
                for (int i = 0; i < 20; i++) {
                    many.ask(many.request("image-" + asked++, Pictures.bytes("up.png")).build());
                }
            }

            var results = many.awaitFlights(asked + 1);

            assertThat(results.keySet()).hasSize(asked + 1);
            requireExhausted(results, 10);
            assertThat(results.values().stream().map(InferenceResult::getOutcome))
                    .filteredOn(Generated.class::isInstance)
                    .hasSize(asked);
            assertThat(deaths).hasValue(9);
            var worst =
                    results.values().stream()
                            .filter(result -> result.getOutcome() instanceof Generated)
                            .mapToInt(InferenceResult::getDeliveryCount)
                            .max()
                            .orElseThrow();
            // an innocent was beside the killer at most once for each runner
            assertThat(worst).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void isHealthyOnlyWhenItTakesRequests() throws Exception {
        int port = io.groundstream.backing.FreePorts.next();
        try (var runner = installation.runner("http.port", Integer.toString(port));
                var client = HttpClient.newHttpClient()) {
            ask("image", Pictures.bytes("up.png"));
            assertThat(installation.awaitFlights(1)).hasSize(1);

            var health = HttpRequest.newBuilder();
            for (var path : List.of("/health", "/health/live", "/health/ready")) {
                var uri = URI.create("http://127.0.0.1:" + port + path);
                var reply = client.send(health.uri(uri).build(), BodyHandlers.ofString());
                assertThat(reply.statusCode()).as(path).isEqualTo(200);
            }
            assertThat(runner.isReady()).isTrue();
        }
    }

    /** It used up all that were allowed. */
    private static void requireExhausted(Map<String, InferenceResult> results, int limit) {
        assertThat(code(results, "killer")).isEqualTo(FailureCode.EXHAUSTED);
        assertThat(results.get("flight-killer").getDeliveryCount()).isEqualTo(limit);
    }

    private static String[] named(String name) {
        return new String[] {"runner.name", name, ONE_ROUND[0], ONE_ROUND[1]};
    }

    private void ask(String name, byte[] picture) {
        installation.ask(installation.request(name, picture).build());
    }

    private static FailureCode code(Map<String, InferenceResult> results, String name) {
        return ((Failed) results.get("flight-" + name).getOutcome()).getCode();
    }

    private static TextGenerator counting(TextGenerator generator, CountDownLatch calls) {
        return new AroundGenerator(generator, _ -> calls.countDown());
    }
}
