package io.groundstream.runner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.runner.fetch.attempt.Waiting;
import io.groundstream.runner.fetch.http.WebLimits;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** What servers may answer, and what they may not get by it. */
@Timeout(60)
class HttpFetchTest {
    private static final String PUBLIC = "93.184.215.14";
    private static final String URI = "http://pictures.test/a.png?size=1";
    // printf abc | sha256sum
    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final int MOST = 1_000;

    private final TestInternet internet = new TestInternet(1).answer("pictures.test", PUBLIC);
    private final TestWaiting waiting = new TestWaiting();
    private RawServer server;

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aPictureIsAskedForPlainly() throws IOException {
        server = RawServer.saying(ok("abc"));

        var picture = (Picture) fetch(reference());

        assertThat(picture.bytes()).asString().isEqualTo("abc");
        assertThat(picture.sha256()).isEqualTo(SHA256_OF_ABC);
        assertThat(server.requests.getFirst())
                .contains("GET /a.png?size=1 HTTP/1.1", "Host: pictures.test")
                .noneMatch(line -> line.matches("(?i)(accept-encoding|upgrade|cookie|expect):.*"));
    }

    @Test
    void whatIsDeclaredIsVerified() throws IOException {
        server = RawServer.saying(ok("abc"));

        assertThat(fetch(new ImageReference(URI, SHA256_OF_ABC, 3L))).isInstanceOf(Picture.class);
        assertThat(code(new ImageReference(URI, "0".repeat(64), 3L)))
                .isEqualTo(FailureCode.DIGEST_MISMATCH);
        assertThat(code(new ImageReference(URI, SHA256_OF_ABC, 4L)))
                .isEqualTo(FailureCode.DIGEST_MISMATCH);
        assertThat(code(new ImageReference(URI, null, 2L))).isEqualTo(FailureCode.DIGEST_MISMATCH);
    }

    @Test
    void aSizeThatIsDeclaredTooLargeIsNotEvenAskedFor() throws IOException {
        server = RawServer.saying(ok("abc"));

        assertThat(code(new ImageReference(URI, null, MOST + 1L))).isEqualTo(FailureCode.TOO_LARGE);
        assertThat(server.connections).hasValue(0);
    }

    @Test
    void exactlyTheMostBytesAreTaken() throws IOException {
        server = RawServer.saying(ok("x".repeat(MOST)), ok("x".repeat(MOST + 1)));

        assertThat(fetch(reference())).isInstanceOf(Picture.class);
        assertThat(code(reference())).isEqualTo(FailureCode.TOO_LARGE);
    }

    @Test
    void aServerThatNeverEndsIsLeftAtTheLimit() throws IOException {
        var hungUp = new CountDownLatch(1);
        server =
                RawServer.start(
                        (_, socket) -> {
                            RawServer.say(
                                    socket,
                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                            try {
                                while (true) {
                                    RawServer.say(socket, "400\r\n" + "x".repeat(1_024) + "\r\n");
                                }
                            } finally {
                                hungUp.countDown();
                            }
                        });

        assertThat(code(reference())).isEqualTo(FailureCode.TOO_LARGE);
        assertThat(hungUp).satisfies(CountDownLatch::await);
    }

    @Test
    void aServerThatNeverEndsItsHeadersIsLeftToo() throws IOException {
        server =
                RawServer.start(
                        (_, socket) -> {
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\n");
                            while (true) {
                                RawServer.say(socket, "X-More: and more\r\n");
                            }
                        });

        assertThat(code(reference())).isEqualTo(FailureCode.FETCH);
    }

    @Test
    void aLengthIsBelievedWhereItRefusesAndNowhereElse() throws IOException {
        server =
                RawServer.saying(
                        "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n",
                        // more than it says: the rest is not part of the answer
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef",
                        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + "x".repeat(2 * MOST),
                        "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2 * MOST));

        assertThat(code(reference())).isEqualTo(FailureCode.TOO_LARGE);
        assertThat(((Picture) fetch(reference())).bytes()).asString().isEqualTo("abc");
        assertThat(fetch(reference())).isInstanceOf(NotFetched.class);
        assertThat(code(reference())).isEqualTo(FailureCode.TOO_LARGE);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() throws IOException {
        server =
                RawServer.saying(
                        "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
                        "nonsense",
                        "",
                        ok("abc"));

        assertThat(fetch(reference())).isInstanceOf(Picture.class);
        assertThat(waiting.sleptMillis()).containsExactly(100L, 200L, 400L, 800L);
    }

    @Test
    void nothingIsDecompressed() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(new byte[100 * MOST]);
        }
        var body = compressed.toString(StandardCharsets.ISO_8859_1);
        server =
                RawServer.saying(
                        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                                + compressed.size()
                                + "\r\n\r\n"
                                + body);

        assertThat(((Picture) fetch(reference())).bytes()).isEqualTo(compressed.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // says nothing at all
                "",
                // stops in the headers
                "HTTP/1.1 200 OK\r\nContent-Le",
                // stops in the body
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na",
                // goes on promising an answer
                "HTTP/1.1 102 Processing\r\n\r\n"
            })
    void aServerThatStopsIsLeftWhenTimeIsUp(String beginning) throws IOException {
        server =
                RawServer.start(
                        (_, socket) -> {
                            RawServer.say(socket, beginning);
                            RawServer.awaitEnd(socket);
                        });

        var fetched = hasty();

        assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
        assertThat(fetched.message()).contains("took too long");
        assertThat(fetched.retryable()).isTrue();
    }

    @Test
    void aServerThatTricklesIsLeftWhenTimeIsUp() throws IOException {
        var sent = new AtomicInteger();
        server =
                RawServer.start(
                        (_, socket) -> {
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n");
                            while (RawServer.waitShortly(socket)) {
                                RawServer.say(socket, "x");
                                sent.incrementAndGet();
                            }
                        });

        assertThat(hasty().message()).contains("took too long");
        assertThat(sent).hasPositiveValue();
    }

    @Test
    void aServerThatDoesNotSpeakTlsIsLeftWhenTimeIsUp() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var fetcher =
                        Fetcher.open(
                                TestSources.hosts(TestSources.HASTY, "pictures.test"),
                                MOST,
                                internet.place(PUBLIC, silent.getLocalPort()),
                                waiting)) {
            var fetched =
                    (NotFetched)
                            fetcher.fetch(
                                    new ImageReference("https://pictures.test/", null, null),
                                    Duration.ofMillis(300).toNanos());

            assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
            assertThat(fetched.retryable()).isTrue();
        }
    }

    @Test
    void aServerThatHangsUpDuringTlsMayDoBetterTheNextTime() throws IOException {
        try (var rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(rude));
            internet.place(PUBLIC, rude.getLocalPort());
            var sources = TestSources.hosts("pictures.test");
            try (var fetcher = Fetcher.open(sources, MOST, internet, waiting)) {
                var reference = new ImageReference("https://pictures.test/", null, null);

                var fetched = (NotFetched) fetcher.fetch(reference, 1_000_000_000);

                assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
                assertThat(fetched.retryable()).isTrue();
                assertThat(waiting.sleptMillis()).containsExactly(100L, 200L, 400L);
            }
        }
    }

    private static void hangUp(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException _) {
            // the test is over
        }
    }

    @Test
    void noMoreThanSoManyAreAskedAtOneTime() throws Exception {
        var together = new AtomicInteger();
        var most = new AtomicInteger();
        server =
                RawServer.start(
                        (_, socket) -> {
                            most.accumulateAndGet(together.incrementAndGet(), Math::max);
                            RawServer.waitShortly(socket);
                            together.decrementAndGet();
                            RawServer.say(socket, ok("abc"));
                        });
        internet.place(PUBLIC, server.port());
        var limits = new WebLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 2, 0);
        try (var fetcher =
                        Fetcher.open(
                                TestSources.hosts(limits, "http://pictures.test"),
                                MOST,
                                internet,
                                Waiting.REAL);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long until = System.nanoTime() + Duration.ofSeconds(50).toNanos();
            var asked = new ArrayList<Future<Fetched>>();
            for (int i = 0; i < 20; i++) {
                asked.add(threads.submit(() -> fetcher.fetch(reference(), until)));
            }
            for (var fetched : asked) {
                assertThat(fetched.get()).isInstanceOf(Picture.class);
            }
        }
        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void whatMayPassIsAskedAgain(int status) throws IOException {
        server = RawServer.saying(status(status, ""), status(status, ""), ok("abc"));

        assertThat(fetch(reference())).isInstanceOf(Picture.class);
        assertThat(waiting.sleptMillis()).containsExactly(100L, 200L);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 206, 300, 304, 400, 401, 403, 404, 410, 418})
    void whatStaysIsNotAskedAgain(int status) throws IOException {
        server = RawServer.saying(status(status, ""));

        var fetched = (NotFetched) fetch(reference());

        assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
        assertThat(fetched.retryable()).isFalse();
        assertThat(fetched.message()).contains("answered " + status).doesNotContain("size=1");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aServerIsLeftAloneAsLongAsItAsks() throws IOException {
        server = RawServer.saying(status(429, "Retry-After: 5\r\n"), ok("abc"));

        assertThat(fetch(reference())).isInstanceOf(Picture.class);
        assertThat(waiting.sleptMillis()).containsExactly(5_000L);
    }

    @Test
    void aServerThatAsksForMoreTimeThanThereIsIsNotAskedAgain() throws IOException {
        server =
                RawServer.saying(
                        status(503, "Retry-After: 999999999\r\n"),
                        status(503, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n"));

        for (int i = 0; i < 2; i++) {
            var fetched = (NotFetched) fetch(reference());
            assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
            assertThat(fetched.retryable()).isTrue();
        }
        assertThat(server.requests).hasSize(2);
        assertThat(waiting.slept).isEmpty();
    }

    @Test
    void aRetryAfterThatCannotBeReadIsOverlooked() throws IOException {
        server =
                RawServer.saying(
                        status(503, "Retry-After: soon\r\n"),
                        status(503, "Retry-After: -1\r\n"),
                        status(503, "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\n"),
                        ok("abc"));

        assertThat(fetch(reference())).isInstanceOf(Picture.class);
        assertThat(waiting.sleptMillis()).containsExactly(100L, 200L, 400L);
    }

    @Test
    void retriesEndWithTheTimeThatTheyAreGiven() throws IOException {
        server = RawServer.saying(status(500, ""));

        var fetched = (NotFetched) fetch(reference());

        assertThat(fetched.retryable()).isTrue();
        assertThat(waiting.sleptMillis())
                .startsWith(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L)
                .hasSize(18);
        assertThat(waiting.nanoTime()).isLessThan(budget());
    }

    @Test
    void aServerThatIsNotThereMayComeBack() throws IOException {
        server = RawServer.saying(ok("abc"));
        int port = server.port();
        server.close();
        internet.place(PUBLIC, port);

        var fetched = (NotFetched) fetch(reference());

        assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
        assertThat(fetched.retryable()).isTrue();
        assertThat(waiting.slept).hasSize(18);
    }

    @Test
    void aNameWithoutAnAddressMayGetOne() throws IOException {
        server = RawServer.saying(ok("abc"));

        var fetched = (NotFetched) fetch(new ImageReference("http://nowhere.test/", null, null));

        assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
        assertThat(fetched.retryable()).isTrue();
    }

    @Test
    void aNameServerThatDoesNotAnswerIsNotWaitedFor() {
        var sources = TestSources.hosts(TestSources.HASTY, "http://silent.test");
        try (var fetcher = Fetcher.open(sources, MOST, internet, waiting)) {
            var reference = new ImageReference("http://silent.test/", null, null);

            var fetched = (NotFetched) fetcher.fetch(reference, Duration.ofMillis(300).toNanos());

            assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
            assertThat(fetched.retryable()).isTrue();
        } finally {
            internet.endSilence();
        }
    }

    @Test
    void redirectsAreFollowedWhereTheyAreAllowed() throws IOException {
        server =
                RawServer.saying(
                        status(301, "Location: /b.png\r\n"),
                        status(302, "Location: c.png?x=%20y\r\n"),
                        status(307, "Location: http://pictures.test:80/d.png#part\r\n"),
                        ok("abc"));

        assertThat(fetch(reference())).isInstanceOf(Picture.class);
        assertThat(server.requests)
                .extracting(List::getFirst)
                .containsExactly(
                        "GET /a.png?size=1 HTTP/1.1",
                        "GET /b.png HTTP/1.1",
                        "GET /c.png?x=%20y HTTP/1.1",
                        "GET /d.png HTTP/1.1");
    }

    @Test
    void redirectsHaveAnEnd() throws IOException {
        server = RawServer.saying(status(308, "Location: /a.png\r\n"));

        var fetched = (NotFetched) fetch(reference());

        assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
        assertThat(fetched.retryable()).isFalse();
        assertThat(server.requests).hasSize(4);
    }

    @Test
    void aRedirectToNowhereIsAFailure() throws IOException {
        server = RawServer.saying(status(302, ""));

        assertThat(code(reference())).isEqualTo(FailureCode.FETCH);
        assertThat(server.requests).hasSize(1);
    }

    private FailureCode code(ImageReference reference) {
        return ((NotFetched) fetch(reference)).code();
    }

    private Fetched fetch(ImageReference reference) {
        if (!reference.getUri().contains("nowhere") && !internet.isPlaced(PUBLIC)) {
            internet.place(PUBLIC, server.port());
        }
        var sources = TestSources.hosts("http://pictures.test", "http://nowhere.test");
        try (var fetcher = Fetcher.open(sources, MOST, internet, waiting)) {
            return fetcher.fetch(reference, budget());
        }
    }

    private NotFetched hasty() {
        internet.place(PUBLIC, server.port());
        var sources = TestSources.hosts(TestSources.HASTY, "http://pictures.test");
        try (var fetcher = Fetcher.open(sources, MOST, internet, waiting)) {
            return (NotFetched) fetcher.fetch(reference(), Duration.ofMillis(300).toNanos());
        }
    }

    /** Of a time that passes only by sleeping. */
    private static long budget() {
        return Duration.ofSeconds(30).toNanos();
    }

    private static ImageReference reference() {
        return new ImageReference(URI, null, null);
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String status(int status, String headers) {
        return "HTTP/1.1 " + status + " So\r\nContent-Length: 0\r\n" + headers + "\r\n";
    }
}
