package io.groundstream.backing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The real registry, its own basic authentication switched on, by TLS alone. It answers 401 to
 * whoever has no name or the wrong password.
 */
public final class SecuredRegistry implements AutoCloseable {
    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);

    private final Certificates certificates;
    private final List<String> options;
    private final int port;
    private final String userInfo;
    private RealRegistry registry;

    private SecuredRegistry(
            Certificates certificates, List<String> options, int port, String userInfo) {
        this.certificates = certificates;
        this.options = options;
        this.port = port;
        this.userInfo = userInfo;
        this.registry = launch();
    }

    /** Starts it with one user, certificates in that folder. */
    public static SecuredRegistry start(Path folder, String user, String password) {
        var certificates = Certificates.make(folder, "registry");
        return start(certificates, certificates.server(), user, password);
    }

    /** The same with certificates of the caller's. */
    public static SecuredRegistry start(
            Certificates certificates, Path keyStore, String user, String password) {
        int port = FreePorts.next();
        var options =
                List.of(
                        // in a file, so that it is there after a restart
                        "-Dapicurio.datasource.url=jdbc:h2:file:"
                                + keyStore.resolveSibling("registry-" + port).toAbsolutePath(),
                        "-Dquarkus.http.insecure-requests=disabled",
                        "-Dquarkus.http.ssl-port=" + port,
                        "-Dquarkus.http.ssl.certificate.key-store-file=" + keyStore,
                        "-Dquarkus.http.ssl.certificate.key-store-password="
                                + Certificates.PASSWORD,
                        "-Dquarkus.http.auth.basic=true",
                        "-Dquarkus.http.auth.permission.all.paths=/*",
                        "-Dquarkus.http.auth.permission.all.policy=authenticated",
                        "-Dquarkus.security.users.embedded.plain-text=true",
                        "-Dquarkus.security.users.embedded.users.\"%s\"=%s"
                                .formatted(user, password),
                        "-Dquarkus.security.users.embedded.roles.\"%s\"=sr-admin".formatted(user));
        return new SecuredRegistry(certificates, options, port, user + ":" + password);
    }

    /** Killed, and started again: the same port, the same schemas. */
    public void restart() {
        registry.close();
        registry = launch();
    }

    /** The base address of Confluent's API. */
    public String url() {
        return "https://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** {@code user:password}, as {@code basic.auth.user.info} takes it. */
    public String userInfo() {
        return userInfo;
    }

    /** Whoever is to believe the registry. */
    public Certificates certificates() {
        return certificates;
    }

    /** Settings of the registry's client, without {@code registry.} before them. */
    public Map<String, String> client() {
        return client(userInfo);
    }

    /** The same with another {@code user:password}. */
    public Map<String, String> client(String info) {
        return Map.of(
                "basic.auth.credentials.source",
                "USER_INFO",
                "basic.auth.user.info",
                info,
                "schema.registry.ssl.truststore.location",
                certificates.trustStore().toString(),
                "schema.registry.ssl.truststore.password",
                Certificates.PASSWORD,
                "schema.registry.ssl.truststore.type",
                "PKCS12");
    }

    private RealRegistry launch() {
        var launched = RealRegistry.start(FreePorts.next(), options);
        launched.awaitReady(this::answers);
        return launched;
    }

    private boolean answers() {
        var basic = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        try (var client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                            .header("Authorization", "Basic " + basic)
                            .timeout(ONE_ANSWER)
                            .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private SSLContext trusting() throws IOException {
        try {
            var trusted =
                    KeyStore.getInstance(
                            certificates.trustStore().toFile(),
                            Certificates.PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust the registry's authority", e);
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
