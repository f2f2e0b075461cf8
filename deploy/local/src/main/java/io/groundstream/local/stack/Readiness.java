package io.groundstream.local.stack;

import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Waits until a process answers as it should, and gives up when it is dead or too late. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Readiness() {}

    static void awaitHttp(Child child, String url) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            await(child, () -> answers(client, url));
        }
    }

    static void awaitBroker(Child child, String bootstrapServers) throws InterruptedException {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "reconnect.backoff.ms", 50,
                        "reconnect.backoff.max.ms", 100);
        try (var admin = Admin.create(config)) {
            await(child, () -> hasNode(admin));
        }
    }

    private static void await(Child child, Probe probe) throws InterruptedException {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!probe.isReady()) {
            if (!child.isAlive()) {
                throw new StackException(child.obituary());
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new StackException(
                        "the %s is not ready after %d s; its log is %s"
                                .formatted(child.name(), PATIENCE.toSeconds(), child.log()));
            }
            Thread.sleep(INTERVAL);
        }
    }

    private static boolean answers(HttpClient client, String url) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasNode(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Probe {
        boolean isReady() throws InterruptedException;
    }
}
