package io.groundstream.runner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.runner.fetch.attempt.Waiting;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Attempts to make the runner ask where it must not. Every connection that is not to a server named
 * here would reach the canary, and none does.
 */
@Timeout(60)
class SsrfTest {
    private static final String PUBLIC = "93.184.215.14";
    private static final List<String> NOT_PUBLIC =
            List.of(
                    "0.0.0.0",
                    "0.1.2.3",
                    "10.0.0.1",
                    "10.255.255.255",
                    "100.64.0.1",
                    "100.100.100.200",
                    "127.0.0.1",
                    "127.8.8.8",
                    "168.63.129.16",
                    "169.254.0.1",
                    "169.254.169.254",
                    "172.16.0.1",
                    "172.31.255.255",
                    "192.0.0.192",
                    "192.0.2.1",
                    "192.168.1.1",
                    "198.18.0.1",
                    "198.51.100.1",
                    "203.0.113.1",
                    "224.0.0.1",
                    "239.255.255.250",
                    "240.0.0.1",
                    "255.255.255.255",
                    "::",
                    "::1",
                    "::7f00:1",
                    "::ffff:0:7f00:1",
                    "64:ff9b::7f00:1",
                    "64:ff9b::a9fe:a9fe",
                    "64:ff9b::a00:1",
                    "64:ff9b:1::a00:1",
                    "100::1",
                    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                    "2001:db8::1",
                    "2002:7f00:1::1",
                    "2002:a00:1::1",
                    "2002:a9fe:a9fe::1",
                    "3fff::1",
                    "fc00::1",
                    "fd00:ec2::254",
                    "fe80::1",
                    "fec0::1",
                    "ff02::1");

    private RawServer canary;
    private TestInternet internet;

    @BeforeEach
    void start() throws IOException {
        canary = RawServer.canary();
        internet = new TestInternet(canary.port()).answer("good.test", PUBLIC);
    }

    @AfterEach
    void stop() throws IOException {
        canary.close();
    }

    static Stream<String> notPublic() {
        return NOT_PUBLIC.stream();
    }

    @ParameterizedTest
    @MethodSource("notPublic")
    void anAddressThatIsNotPublicIsNotAskedAlthoughItsHostIsAllowed(String address) {
        var host = literal(address);

        assertForbidden("https://" + host + "/latest/meta-data", "https://" + host);
        assertForbidden("http://" + host + "/latest/meta-data", "http://" + host);
    }

    @ParameterizedTest
    @MethodSource("notPublic")
    void aNameThatLeadsThereIsNotAsked(String address) {
        internet.answer("inside.test", address);

        assertForbidden("https://inside.test/", "inside.test");
        assertThat(internet.connected).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notPublic")
    void aNameThatAlsoLeadsThereIsNotAsked(String address) {
        internet.answer("both.test", PUBLIC, address);

        assertForbidden("https://both.test/", "both.test");
    }

    @ParameterizedTest
    @MethodSource("notPublic")
    void aRedirectThatLeadsThereIsNotFollowed(String address) throws IOException {
        var host = literal(address);
        internet.answer("inside.test", address);

        assertNotFollowed("http://" + host + "/", "http://" + host);
        assertNotFollowed("http://inside.test/", "http://inside.test");
        assertNotFollowed("https://inside.test/", "inside.test");
        assertNotFollowed("http://" + host + "/", "http://allowed.test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // other ways to write 127.0.0.1
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0x0.0x0.0x1/",
                "https://0x7f.1/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.000.000.001/",
                "https://127.0.0.1./",
                "https://127.0.0.01/",
                "https://127.0.0.1%00.good.test/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[0:0:0:0:0:ffff:169.254.169.254]/",
                "https://[fe80::1%25eth0]/",
                "https://[::1]evil.test/",
                "https://①②⑦.⓪.⓪.①/",
                // who is asked, and who only seems to be
                "https://good.test@evil.test/",
                "https://good.test:443@evil.test/",
                "https://good.test%40evil.test/",
                "https://user:password@good.test/",
                "https://@good.test/",
                "https://good.test\\@evil.test/",
                "https://good.test\\.evil.test/",
                "https://evil.test/good.test",
                "https://evil.test?good.test",
                "https://evil.test#good.test",
                "https://evil.test#@good.test/",
                "https:///good.test/",
                "https:good.test/",
                "https:/good.test/",
                "https://",
                "https://.good.test/",
                "https://good.test./",
                "https://good..test/",
                "https://good.test.evil.test/",
                "https://evilgood.test/",
                "https://sub.good.test/",
                "https://GOOD.test.EVIL.test/",
                "https://EVIL.TEST/",
                "https://localhost/",
                "https://good.test%2eevil.test/",
                "https://good%2etest/",
                "https://good.test%0d%0aHost:evil.test/",
                "https://good.test /",
                "https://good.test\t/",
                "https://good.test\r\nHost: evil.test/",
                " https://good.test/",
                // names that only look like it
                "https://gооd.test/",
                "https://ɡood.test/",
                "https://ｇｏｏｄ.test/",
                "https://good。test/",
                "https://xn--gd-jbca.test/",
                // other doors
                "https://good.test:22/",
                "https://good.test:80/",
                "https://good.test:8443/",
                "https://good.test:0/",
                "https://good.test:65536/",
                "https://good.test:-1/",
                "http://good.test/",
                "http://good.test:443/",
                "ftp://good.test/",
                "gopher://good.test/",
                "ws://good.test/",
                "jar:https://good.test/a.jar!/b",
                "view-source:https://good.test/",
                "data:image/png;base64,AAAA",
                "//good.test/",
                "good.test",
                "file:///etc/passwd",
                "file://good.test/etc/passwd",
                "s3://bucket/key",
                "s3://good.test/key"
            })
    void onlyTheHostItselfPlainlyWrittenIsAsked(String uri) {
        internet.answer("evil.test", PUBLIC);
        internet.answer("sub.good.test", PUBLIC);

        assertForbidden(uri, "good.test");
        assertThat(internet.lookups).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.test@evil.test/",
                "//evil.test/",
                "/\\evil.test/",
                "http://good.test/",
                "ftp://good.test/",
                "file:///etc/passwd",
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://[::ffff:127.0.0.1]/",
                "https://good.test./",
                "https://good.test:8443/",
                "https://gооd.test/"
            })
    void aRedirectIsReadAsStrictlyAsAReference(String location) throws IOException {
        internet.answer("evil.test", PUBLIC);

        assertNotFollowed(location, "good.test");
    }

    @Test
    void anAnswerThatChangesAfterTheCheckIsNotSeen() throws IOException {
        internet.answer("rebinding.test", PUBLIC).answer("rebinding.test", "127.0.0.1");
        try (var server = RawServer.saying(ok("abc"));
                var fetcher = open("http://rebinding.test")) {
            internet.place(PUBLIC, server.port());

            var first = fetch(fetcher, "http://rebinding.test/");
            var second = fetch(fetcher, "http://rebinding.test/");

            assertThat(first).isInstanceOf(Picture.class);
            assertThat(second).isInstanceOf(NotFetched.class);
            assertThat(((NotFetched) second).code()).isEqualTo(FailureCode.FORBIDDEN_SOURCE);
            assertThat(internet.lookups).hasSize(2);
            assertThat(internet.connected).containsExactly(InetAddress.ofLiteral(PUBLIC));
            assertThat(canary.connections).hasValue(0);
        }
    }

    @Test
    void aRedirectToTheSameHostLooksItUpAgain() throws IOException {
        internet.answer("rebinding.test", PUBLIC).answer("rebinding.test", "169.254.169.254");
        try (var server = RawServer.saying(redirect("/latest/meta-data"));
                var fetcher = open("http://rebinding.test")) {
            internet.place(PUBLIC, server.port());

            var fetched = (NotFetched) fetch(fetcher, "http://rebinding.test/");

            assertThat(fetched.code()).isEqualTo(FailureCode.FORBIDDEN_SOURCE);
            assertThat(server.requests).hasSize(1);
            assertThat(canary.connections).hasValue(0);
        }
    }

    @Test
    void aNetworkThatIsNamedIsPermittedAndNothingBesideIt() throws IOException {
        internet.answer("store.test", "10.1.2.3").answer("next.test", "10.2.0.1");
        var sources =
                TestSources.web(
                        TestSources.reaching("10.1.0.0/16"),
                        "http://store.test:9000",
                        "http://next.test");
        try (var server = RawServer.saying(ok("abc"));
                var fetcher = Fetcher.open(sources, 100, internet, Waiting.REAL)) {
            internet.place("10.1.2.3", server.port());

            assertThat(fetch(fetcher, "http://store.test:9000/a.png")).isInstanceOf(Picture.class);
            assertThat(fetch(fetcher, "http://next.test/a.png")).isInstanceOf(NotFetched.class);
            assertThat(canary.connections).hasValue(0);
        }
    }

    @Test
    void anEntryForNamesBelowAnotherIsForThemAlone() throws IOException {
        internet.answer("a.good.test", PUBLIC);
        assertForbidden("https://good.test/", "*.good.test");
        assertForbidden("https://evilgood.test/", "*.good.test");
        assertForbidden("https://a.good.test.evil.test/", "*.good.test");
        assertForbidden("https://.good.test/", "*.good.test");
        try (var server = RawServer.saying(ok("abc"));
                var fetcher = open("http://a.good.test")) {
            internet.place(PUBLIC, server.port());

            assertThat(fetch(fetcher, "HTTP://A.Good.TEST/a.png")).isInstanceOf(Picture.class);
            assertThat(server.requests.getFirst()).contains("Host: a.good.test");
        }
    }

    @Test
    void anEntryForNamesBelowAnotherPermitsThem() {
        internet.answer("b.a.good.test", "10.0.0.1");

        // allowed by its name, and refused only because of where it leads
        assertForbidden("https://b.a.good.test/", "*.good.test");
        assertThat(internet.lookups).containsExactly("b.a.good.test");
    }

    @Test
    void theCanaryWouldSing() {
        try (var fetcher = open("http://good.test")) {
            fetcher.fetch(new ImageReference("http://good.test/", null, null), soon(1));

            assertThat(internet.connected).contains(InetAddress.ofLiteral(PUBLIC));
            assertThat(canary.connections).hasPositiveValue();
        }
    }

    private void assertForbidden(String uri, String... hosts) {
        try (var fetcher = open(hosts)) {
            var fetched = fetch(fetcher, uri);

            assertThat(fetched).isInstanceOf(NotFetched.class);
            assertThat(((NotFetched) fetched).code()).isEqualTo(FailureCode.FORBIDDEN_SOURCE);
            assertThat(((NotFetched) fetched).retryable()).isFalse();
            assertThat(internet.connected).isEmpty();
            assertThat(canary.connections).hasValue(0);
        }
    }

    private void assertNotFollowed(String location, String host) throws IOException {
        try (var server = RawServer.saying(redirect(location));
                var fetcher = open("http://start.test", host)) {
            internet.answer("start.test", PUBLIC).place(PUBLIC, server.port());

            var fetched = fetch(fetcher, "http://start.test/a.png");

            assertThat(server.requests).hasSize(1);
            assertThat(fetched).isInstanceOf(NotFetched.class);
            assertThat(((NotFetched) fetched).code()).isEqualTo(FailureCode.FORBIDDEN_SOURCE);
            assertThat(internet.connected).containsOnly(InetAddress.ofLiteral(PUBLIC));
            assertThat(canary.connections).hasValue(0);
        }
    }

    private Fetcher open(String... hosts) {
        return Fetcher.open(TestSources.hosts(hosts), 100, internet, Waiting.REAL);
    }

    private static Fetched fetch(Fetcher fetcher, String uri) {
        return fetcher.fetch(new ImageReference(uri, null, null), soon(3));
    }

    private static long soon(int seconds) {
        return System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: "
                + location
                + "\r\n\r\n";
    }

    private static String literal(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
