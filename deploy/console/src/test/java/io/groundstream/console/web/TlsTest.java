package io.groundstream.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real TLS server and real clients. */
class TlsTest {
    private static final String PASSWORD = "password";

    @TempDir static Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        key("server", "trust-server");
        key("client", "trust-client");
    }

    @Test
    void servesOverTlsAndSendsItsCookieOverNothingElse() throws Exception {
        var token = "a token of sixteen";
        try (var server = server(Map.of("console.token", token))) {
            var opened =
                    client(false)
                            .send(
                                    HttpRequest.newBuilder(at(server, "/api/v1/session"))
                                            .header("X-Groundstream", "1")
                                            .POST(
                                                    BodyPublishers.ofString(
                                                            "{\"token\":\"" + token + "\"}"))
                                            .build(),
                                    BodyHandlers.discarding());

            assertThat(opened.statusCode()).isEqualTo(204);
            assertThat(opened.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-groundstream=")
                    .contains("Secure");
        }
    }

    @Test
    void withClientAuthNobodyGetsInWithoutACertificate() throws Exception {
        var mutual =
                Map.of(
                        "http.host",
                        "0.0.0.0",
                        "tls.client-auth",
                        "required",
                        "tls.trust-store",
                        folder.resolve("trust-client.p12").toString(),
                        "tls.trust-store-password",
                        PASSWORD);
        try (var server = server(mutual)) {
            assertThat(get(client(true), server).statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> get(client(false), server)).isInstanceOf(IOException.class);
        }
    }

    private static ConsoleServer server(Map<String, String> more) {
        var values = new HashMap<>(more);
        values.put("tls.key-store", folder.resolve("server.p12").toString());
        values.put("tls.key-store-password", PASSWORD);
        return ConsoleServerTest.start(values);
    }

    private static HttpResponse<String> get(HttpClient client, ConsoleServer server)
            throws Exception {
        var request = HttpRequest.newBuilder(at(server, "/api/v1/sample/a")).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static URI at(ConsoleServer server, String path) {
        return URI.create("https://localhost:" + server.port() + path);
    }

    private static HttpClient client(boolean withKey) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("trust-server"));
        var keys = new KeyManager[0];
        if (withKey) {
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store("client"), PASSWORD.toCharArray());
            keys = factory.getKeyManagers();
        }
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static KeyStore store(String name) throws Exception {
        return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
    }

    private static void key(String name, String trust) throws Exception {
        keytool(
                name,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost");
        keytool(name, "-exportcert", "-file", folder.resolve(name + ".cer").toString());
        keytool(
                trust,
                "-importcert",
                "-noprompt",
                "-file",
                folder.resolve(name + ".cer").toString());
    }

    private static void keytool(String store, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "it", "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
