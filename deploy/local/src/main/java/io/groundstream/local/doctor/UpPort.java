package io.groundstream.local.doctor;

import io.groundstream.backing.FreePorts;

import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * A port that {@code groundstream up} takes.
 *
 * @param option that sets another
 */
public record UpPort(Service service, int number, String option) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Who listens there when the local stack runs. */
    public enum Service {
        BROKER,
        REGISTRY,
        CONSOLE;

        private boolean answers(int port) throws InterruptedException {
            return switch (this) {
                case BROKER -> isBroker(port);
                case REGISTRY -> isThere(port, "/apis/ccompat/v7/subjects");
                case CONSOLE -> isThere(port, "/api/v1/status");
            };
        }

        private String word() {
            return switch (this) {
                case BROKER -> "broker";
                case REGISTRY -> "registry";
                case CONSOLE -> "console";
            };
        }
    }

    void look(Findings findings) throws InterruptedException {
        var remedy =
                "end what listens there, or run `groundstream up %s 0`, which takes any free port"
                        .formatted(option);
        findings.look("port " + number, remedy, this::found);
    }

    private String found() throws InterruptedException {
        var word = service.word();
        if (number == 0 || !FreePorts.isTaken(number)) {
            return "free for the " + word;
        }
        if (service.answers(number)) {
            return "a " + word + " answers there";
        }
        throw new IllegalStateException(
                "wanted for the %s of `up`, is taken by something else".formatted(word));
    }

    private static boolean isBroker(int port) throws InterruptedException {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + port,
                        "request.timeout.ms",
                        (int) PATIENCE.toMillis(),
                        "default.api.timeout.ms",
                        (int) PATIENCE.toMillis());
        try (var admin = Admin.create(config)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static boolean isThere(int port, String path) throws InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
