package io.groundstream.runner.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.runner.fetch.Certificates;
import io.groundstream.runner.fetch.S3Server;
import io.groundstream.runner.image.Pictures;
import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.catalog.CatalogSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** Requests whose pictures stand on a TLS server and in an S3 store, all of them real. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ReferencesIT {
    private static final String METADATA = "http://169.254.169.254/latest/meta-data/";

    private final Map<String, ImageReference> references = new LinkedHashMap<>();
    private final byte[] picture = Pictures.bytes("up.png");

    @TempDir Path folder;
    private RealBroker broker;
    private RealRegistry registry;
    private S3Server store;
    private HttpsServer web;
    private Path trusted;

    ReferencesIT() throws IOException {}

    @BeforeEach
    void start() throws Exception {
        broker = RealBroker.start(Map.of());
        registry = RealRegistry.start();
        store = S3Server.start(folder);
        store.put("pictures", "a/b.png", picture);
        store.put("private", "a.png", picture);
        trusted = Certificates.selfSigned(folder, "localhost");
        var tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {Certificates.keyManager(trusted)}, null, null);
        web = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setHttpsConfigurator(new HttpsConfigurator(tls));
        web.createContext("/a.png", exchange -> answer(exchange, 200));
        web.createContext("/moved", exchange -> answer(exchange, 302));
        web.start();
    }

    @AfterEach
    void stop() throws Exception {
        web.stop(0);
        store.close();
        registry.close();
        broker.close();
    }

    @Test
    void areFetchedWhereThatIsAllowedAndCheckedAgainstWhatTheyDeclare() throws Exception {
        var site = "https://localhost:" + web.getAddress().getPort();
        var digest = sha256(picture);
        var wrong = "0".repeat(64);
        refer("web", site + "/a.png", null);
        refer("web-checked", site + "/a.png", digest);
        refer("web-wrong", site + "/a.png", wrong);
        refer("web-missing", site + "/b.png", null);
        refer("web-moved", site + "/moved", null);
        refer("web-forbidden", "https://evil.example/a.png", null);
        refer("web-by-address", site.replace("localhost", "127.0.0.1") + "/a.png", null);
        refer("web-inside", METADATA, null);
        refer("s3", "s3://pictures/a/b.png", null);
        refer("s3-checked", "s3://pictures/a/b.png", digest);
        refer("s3-wrong", "s3://pictures/a/b.png", wrong);
        refer("s3-forbidden", "s3://private/a.png", null);

        var endings = endings();

        assertThat(endings)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("web", digest),
                                Map.entry("web-checked", digest),
                                Map.entry("web-wrong", FailureCode.DIGEST_MISMATCH),
                                Map.entry("web-missing", FailureCode.FETCH),
                                Map.entry("web-moved", FailureCode.FORBIDDEN_SOURCE),
                                Map.entry("web-forbidden", FailureCode.FORBIDDEN_SOURCE),
                                Map.entry("web-by-address", FailureCode.FORBIDDEN_SOURCE),
                                Map.entry("web-inside", FailureCode.FORBIDDEN_SOURCE),
                                Map.entry("s3", digest),
                                Map.entry("s3-checked", digest),
                                Map.entry("s3-wrong", FailureCode.DIGEST_MISMATCH),
                                Map.entry("s3-forbidden", FailureCode.FORBIDDEN_SOURCE)));
    }

    private void refer(String name, String uri, String sha256) {
        references.put(name, new ImageReference(uri, sha256, null));
    }

    /** The code of each that failed, and of each other the digest of what was read. */
    private Map<String, Object> endings() throws Exception {
        var endings = new LinkedHashMap<String, Object>();
        try (var installation =
                        new Installation(
                                broker, registry, "references.", CatalogSettings.SINGLE_BROKER);
                var _ = installation.runner(settings())) {
            references.forEach(
                    (name, reference) ->
                            installation.ask(
                                    installation
                                            .request(name, picture)
                                            .setContent(reference)
                                            .build()));
            var results = installation.awaitFlights(references.size());
            for (var name : references.keySet()) {
                endings.put(
                        name,
                        switch (results.get("flight-" + name).getOutcome()) {
                            case Generated generated -> generated.getContentSha256();
                            case Failed failed -> failed.getCode();
                            case Object other -> other;
                        });
            }
        }
        return endings;
    }

    private String[] settings() {
        return new String[] {
            "source.hosts",
            "localhost:" + web.getAddress().getPort() + ",http://169.254.169.254",
            "source.networks",
            "127.0.0.0/8,::1/128",
            "source.trust-store",
            trusted.toString(),
            "source.trust-store-password",
            Certificates.PASSWORD,
            "s3.endpoint",
            "http://localhost:" + store.port(),
            "s3.buckets",
            "pictures",
            "s3.access-key",
            S3Server.ACCESS_KEY,
            "s3.secret-key",
            S3Server.SECRET_KEY
        };
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().add("Location", METADATA);
        exchange.sendResponseHeaders(status, status == 200 ? picture.length : -1);
        if (status == 200) {
            exchange.getResponseBody().write(picture);
        }
        exchange.close();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
