package io.groundstream.console;

import static io.groundstream.console.live.Samples.annotation;
import static io.groundstream.console.live.Samples.deadLetter;
import static io.groundstream.console.live.Samples.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.console.picture.Pictures;
import io.groundstream.console.web.RawHttp;
import io.groundstream.console.web.RawHttp.Answer;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;
import io.groundstream.testing.MetricsCatalogue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

/** The console beside a real broker and a real registry, with records as a topology writes them. */
class ConsoleIT {
    @TempDir static Path folder;

    private static Backing backing;
    private static ConsoleService console;
    private static RawHttp http;
    private static int started;

    @BeforeAll
    static void start() throws Exception {
        backing = Backing.start();
        console = start(Map.of("live.rate", "1000"));
        http = new RawHttp(console.port());
        Backing.await(console::isReady);
    }

    @AfterAll
    static void stop() throws IOException {
        console.close();
        backing.close();
    }

    /** Each has a folder of its own. */
    private static ConsoleService start(Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("index.dir", folder.resolve("index-" + ++started).toString());
        var settings = Settings.of(backing.settings(all));
        var config = ConsoleConfig.from(settings);
        settings.check();
        return ConsoleService.start(config);
    }

    @Test
    void whatIsAnnotatedIsSeenWithItsVerdictAndWhatIsNotWithItsReason() throws Exception {
        try (var page = watch("/api/v1/live")) {
            var topics = backing.cluster.topics();
            backing.write(topics.annotations(), "a", annotation("a", "<img onerror=x>", 0.9));
            backing.write(topics.moderationDecisions(), "a", decision("a", Verdict.BLOCK));
            var seen = next(page, "annotation", "a");

            assertThat(seen.data().at("/annotation/results/0/entities/0/phrase").asText())
                    .isEqualTo("<img onerror=x>");
            assertThat(seen.data().at("/caption/text").asText()).contains("<img onerror=x>");
            assertThat(seen.data().at("/caption/confidence").asDouble()).isEqualTo(0.5);
            assertThat(seen.data().path("verdict").asText()).isEqualTo("BLOCK");
            assertThat(seen.data().path("sequence").asText()).isEqualTo(seen.id());

            backing.write(topics.deadLetters(), "b", deadLetter("b"));
            var letter = next(page, "letter", "b");
            assertThat(letter.data().at("/letter/code").asText()).isEqualTo("CORRUPT_IMAGE");
        }
    }

    @Test
    void aPageThatComesBackMissesNothing() throws Exception {
        var topic = backing.cluster.topics().deadLetters();
        String seen;
        try (var page = watch("/api/v1/live")) {
            backing.write(topic, "before", deadLetter("before"));
            seen = next(page, "letter", "before").id();
        }
        backing.write(topic, "meanwhile", deadLetter("meanwhile"));
        try (var page = watch("/api/v1/live", "Last-Event-ID: " + seen)) {
            assertThat(next(page, "letter", "meanwhile").id()).isNotEqualTo(seen);
        }
    }

    @Test
    void aBrokenRecordIsCountedAndWhatFollowsIsSeen() throws Exception {
        try (var page = watch("/api/v1/live")) {
            var topic = backing.cluster.topics().deadLetters();
            backing.send(topic, "broken", new byte[] {9, 9, 9, 9, 9, 9});
            backing.send(topic, "gone", null);
            backing.write(topic, "sound", deadLetter("sound"));

            assertThat(next(page, "letter", "sound")).isNotNull();
        }
        var catalogue = MetricsCatalogue.read(Path.of("../../docs/metrics.md"));
        assertThat(catalogue.differences("Console", http.get("/metrics").text())).isEmpty();
        assertThat(http.get("/metrics").text())
                .contains("groundstream_console_live_broken_records_total 1.0");
    }

    @Test
    void aFilterLetsThroughWhatItNames() throws Exception {
        try (var page = watch("/api/v1/live?phrase=zebra&minConfidence=0.8")) {
            var topic = backing.cluster.topics().annotations();
            backing.write(topic, "f1", annotation("f1", "a horse", 0.9));
            backing.write(topic, "f2", annotation("f2", "a zebra", 0.7));
            backing.write(topic, "f3", annotation("f3", "a Zebra", 0.9));

            assertThat(page.next().data().at("/annotation/imageId").asText()).isEqualTo("f3");
        }
        assertThat(http.get("/api/v1/live?colour=red").status()).isEqualTo(400);
        assertThat(http.get("/api/v1/live?verdict=maybe").text()).contains("ALLOW, REVIEW, BLOCK");
        assertThat(http.get("/api/v1/live?minConfidence=NaN").status()).isEqualTo(400);
    }

    @Test
    void aPageThatDoesNotReadLosesTheOldestAndHoldsNobodyUp() throws Exception {
        long many = 1_500;
        var topic = backing.cluster.topics().annotations();
        try (var slow = watch("/api/v1/live");
                var quick = watch("/api/v1/live?phrase=the%20last")) {
            var words = "a cat ".repeat(2_000);
            for (int i = 0; i < many; i++) {
                backing.write(topic, "many-" + i, annotation("many-" + i, words, 0.9));
            }
            backing.write(topic, "end", annotation("end", "the last", 0.9));

            assertThat(next(quick, "annotation", "end")).isNotNull();
            long accounted = 0;
            while (accounted < many) {
                var event = slow.next();
                if (event.name().equals("dropped")) {
                    accounted += event.data().path("count").asLong();
                } else if (event.data().at("/annotation/imageId").asText().startsWith("many-")) {
                    accounted++;
                }
            }
            assertThat(accounted).as("shown or counted").isBetween(many, many + 1);
        }
        assertThat(metrics()).doesNotContain("groundstream_console_live_dropped_total 0.0");
    }

    @Test
    void noMorePagesWatchThanMay() throws Exception {
        try (var small = start(Map.of("live.viewers", "2"))) {
            var ask = new RawHttp(small.port());
            var first = new Watching(small.port(), "/api/v1/live").greeted();
            try (var _ = new Watching(small.port(), "/api/v1/live").greeted()) {
                assertProblem(ask.get("/api/v1/live"), 503, "BUSY");
                assertThat(ask.ask("HEAD", "/api/v1/live", "").status()).isEqualTo(200);
                first.close();
                Backing.await(() -> isLeft(small.port()));
            }
        }
    }

    /** What is written to a page that has gone tells that it has. */
    private static boolean isLeft(int port) {
        backing.write(backing.cluster.topics().deadLetters(), "more", deadLetter("more"));
        return metrics(port).contains("groundstream_console_viewers 1.0");
    }

    @Test
    void aPictureIsShownSmallAndEncodedAnew() throws Exception {
        var original = Pictures.png(640, 480);
        var version = backing.publish("folder/a b.png", original);

        var answer = thumbnail("folder/a b.png", version, "");
        var small = ImageIO.read(new ByteArrayInputStream(answer.bytes()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).startsWith("private");
        assertThat(small.getWidth()).isEqualTo(320);
        assertThat(small.getHeight()).isEqualTo(240);
        assertThat(thumbnail("folder/a b.png", version, "&size=64").bytes())
                .hasSizeLessThan(answer.bytes().length);
        assertThat(
                        http.get(
                                        path("folder/a b.png", version, ""),
                                        "If-None-Match: " + answer.header("ETag"))
                                .status())
                .isEqualTo(304);
    }

    @Test
    void aHostilePictureIsRefusedWithItsReason() throws Exception {
        assertRefused(Pictures.cutShort(Pictures.png(300, 300)), "CORRUPT_IMAGE");
        assertRefused(Pictures.cutShort(Pictures.jpeg(300, 300)), "CORRUPT_IMAGE");
        assertRefused(Pictures.bomb(), "TOO_MANY_PIXELS");
        assertRefused(
                "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8), "UNSUPPORTED_FORMAT");
        assertRefused(new byte[0], "CORRUPT_IMAGE");
    }

    @Test
    void aReferenceIsFollowedOnlyWhereItIsAllowed() throws Exception {
        var picture = Files.write(folder.resolve("there.png"), Pictures.png(64, 64));
        var version = backing.publish("reference", picture.toUri().toString());
        var outside = backing.publish("outside", "https://127.0.0.1:1/a.png");

        assertProblem(thumbnail("reference", version, ""), 422, "FORBIDDEN_SOURCE");
        assertProblem(thumbnail("outside", outside, ""), 422, "FORBIDDEN_SOURCE");
        try (var allowed = start(Map.of("source.folders", folder.toString()))) {
            var answer = new RawHttp(allowed.port()).get(path("reference", version, ""));
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNotAtThatPlaceIsGone() throws Exception {
        var version = backing.publish("there", Pictures.png(64, 64));
        var topic = backing.cluster.topics().images();
        var deleted = backing.send(topic, "deleted", null);
        var broken = backing.send(topic, "broken", new byte[] {1, 2, 3, 4, 5, 6});

        assertThat(thumbnail("there", version, "").status()).isEqualTo(200);
        assertProblem(thumbnail("another", version, ""), 404, "GONE");
        assertProblem(thumbnail("deleted", deleted, ""), 404, "GONE");
        assertProblem(thumbnail("broken", broken, ""), 404, "GONE");
        for (long offset : new long[] {10_000, Long.MAX_VALUE - 1}) {
            assertProblem(thumbnail("there", new Version(0, offset), ""), 404, "GONE");
        }
        assertProblem(thumbnail("there", new Version(77, 0L), ""), 404, "GONE");
        assertProblem(thumbnail("there", new Version(0, -1L), ""), 400, "BAD_REQUEST");
        assertProblem(thumbnail("there", version, "&size=100000"), 400, "BAD_REQUEST");
        assertProblem(http.get("/api/v1/images/there/thumbnail"), 400, "BAD_REQUEST");
    }

    @Test
    void whoAsksForFarTooManyAtOnceIsToldToComeAgain() throws Exception {
        var version = backing.publish("often", Pictures.png(1_200, 900));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    IntStream.range(0, 200)
                            .mapToObj(i -> "&size=" + (300 + i))
                            .map(size -> threads.submit(() -> thumbnail("often", version, size)))
                            .toList();
            int made = 0;
            for (var answer : answers) {
                assertThat(answer.get().status()).isIn(200, 503);
                made += answer.get().status() == 200 ? 1 : 0;
                if (answer.get().status() == 503) {
                    assertProblem(answer.get(), 503, "BUSY");
                }
            }
            assertThat(made).isGreaterThanOrEqualTo(64);
        }
    }

    @Test
    void saysWhatItIsAndThatItIsWell() throws Exception {
        var status = http.get("/api/v1/status");

        assertThat(status.header("Content-Type")).isEqualTo("application/json");
        assertThat(status.text())
                .contains("\"topicsPrefix\":\"\"", "\"since\":\"20")
                .containsPattern("\"version\":\"\\d+\\.\\d+\\.\\d+");
        assertThat(http.get("/health").text()).isEqualTo("{\"status\":\"up\"}");
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
        assertThat(http.get("/health/live").status()).isEqualTo(200);
        assertThat(http.get("/metrics").text()).contains("jvm_memory_used_bytes");
        assertThat(http.get("/api/v1/openapi.yaml").text()).startsWith("openapi: 3.1.0");
    }

    @Test
    void aTakenPortIsOneClearLine() {
        assertThatThrownBy(() -> start(Map.of("http.port", "" + console.port())))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "port %d on 127.0.0.1 cannot be had: set http.port to another"
                                .formatted(console.port()));
    }

    @Test
    void aSettingThatKafkasClientRefusesIsOneClearLine() {
        assertThatThrownBy(() -> start(Map.of("kafka.session.timeout.ms", "soon")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("session.timeout.ms");
    }

    @Test
    void isNotReadyWithoutTopicsButLive() throws Exception {
        try (var other = start(Map.of("topics.prefix", "none."))) {
            var ask = new RawHttp(other.port());

            assertThat(ask.get("/health").status()).isEqualTo(503);
            assertThat(ask.get("/health/live").status()).isEqualTo(200);
        }
    }

    private static void assertRefused(byte[] picture, String code) throws IOException {
        assertProblem(thumbnail("bad", backing.publish("bad", picture), ""), 422, code);
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.text()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private static Answer thumbnail(String imageId, Version version, String more)
            throws IOException {
        return http.get(path(imageId, version, more));
    }

    private static String path(String imageId, Version version, String more) {
        return "/api/v1/images/%s/thumbnail?partition=%d&offset=%d%s"
                .formatted(
                        URLEncoder.encode(imageId, StandardCharsets.UTF_8).replace("+", "%20"),
                        version.getPartition(),
                        version.getOffset(),
                        more);
    }

    private static Watching watch(String path, String... headers) throws IOException {
        return new Watching(console.port(), path, headers).greeted();
    }

    /** Passes over what other tests have left. */
    private static Watching.Event next(Watching page, String event, String imageId)
            throws IOException {
        while (true) {
            var next = page.next();
            if (next.name().equals(event)
                    && next.data().at("/" + event + "/imageId").asText().equals(imageId)) {
                return next;
            }
        }
    }

    private static String metrics() {
        return metrics(console.port());
    }

    private static String metrics(int port) {
        try {
            return new RawHttp(port).get("/metrics").text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
