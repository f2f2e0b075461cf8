package io.groundstream.runner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.runner.fetch.attempt.Waiting;
import io.groundstream.runner.fetch.http.TrustStore;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/** A real TLS server whose certificate is for {@code pictures.test} and nobody else. */
@Timeout(120)
class TlsFetchTest {
    private static final String PUBLIC = "93.184.215.14";

    @TempDir static Path folder;
    private static Path store;
    private static NamesAsked names;
    private static HttpsServer server;

    private final TestInternet internet = new TestInternet(1);

    @BeforeAll
    static void start() throws Exception {
        store = Certificates.selfSigned(folder, "pictures.test");
        names = new NamesAsked(Certificates.keyManager(store));
        var context = SSLContext.getInstance("TLS");
        context.init(new NamesAsked[] {names}, null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext(
                "/",
                exchange -> {
                    if (exchange.getRequestURI().getPath().equals("/moved")) {
                        exchange.getResponseHeaders().add("Location", "http://pictures.test/a");
                        exchange.sendResponseHeaders(302, -1);
                    } else {
                        exchange.sendResponseHeaders(200, 3);
                        exchange.getResponseBody().write("abc".getBytes(StandardCharsets.UTF_8));
                    }
                    exchange.close();
                });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aTrustedHostIsReadByItsNameAtTheAddressThatWasChecked() throws IOException {
        names.asked.clear();

        var picture = (Picture) fetch("pictures.test", "https://pictures.test/a.png", trusting());

        assertThat(picture.bytes()).asString().isEqualTo("abc");
        assertThat(names.asked).contains("pictures.test");
        assertThat(internet.lookups).containsExactly("pictures.test");
        assertThat(internet.connected).containsExactly(InetAddress.ofLiteral(PUBLIC));
    }

    @Test
    void anotherHostsCertificateIsNotBelieved() throws IOException {
        assertNotTrusted("other.test", "https://other.test/a.png", trusting());
    }

    @Test
    void aCertificateIsForANameAndNotForItsAddress() throws IOException {
        assertNotTrusted(PUBLIC, "https://" + PUBLIC + "/a.png", trusting());
    }

    @Test
    void withoutTheTrustStoreNobodyVouchesForIt() {
        assertNotTrusted("pictures.test", "https://pictures.test/a.png", Optional.empty());
    }

    @Test
    void aRedirectOutOfTlsIsRefused() throws IOException {
        var sources =
                TestSources.web(
                        new Reach(List.of(), trusting(), TestSources.LIMITS),
                        "pictures.test",
                        "http://pictures.test");

        var fetched = (NotFetched) fetch(sources, "https://pictures.test/moved");

        assertThat(fetched.code()).isEqualTo(FailureCode.FORBIDDEN_SOURCE);
        assertThat(internet.connected).hasSize(1);
    }

    private void assertNotTrusted(String host, String uri, Optional<SSLContext> tls) {
        var fetched = (NotFetched) fetch(host, uri, tls);

        assertThat(fetched.code()).isEqualTo(FailureCode.FETCH);
        assertThat(fetched.message()).contains("is not trusted");
        assertThat(fetched.retryable()).isFalse();
    }

    private Fetched fetch(String host, String uri, Optional<SSLContext> tls) {
        return fetch(TestSources.web(new Reach(List.of(), tls, TestSources.LIMITS), host), uri);
    }

    private Fetched fetch(Sources sources, String uri) {
        internet.answer("pictures.test", PUBLIC).answer("other.test", PUBLIC);
        internet.place(PUBLIC, server.getAddress().getPort());
        try (var fetcher = Fetcher.open(sources, 100, internet, Waiting.REAL)) {
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            return fetcher.fetch(new ImageReference(uri, null, null), until);
        }
    }

    private static Optional<SSLContext> trusting() throws IOException {
        return Optional.of(TrustStore.of(store, Certificates.PASSWORD));
    }
}
