package io.groundstream.kubernetes;

import io.groundstream.schemas.service.Health;
import io.groundstream.schemas.service.ProbeServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the probes' own server answers, asked once a path. */
final class ProbePaths {
    private static final Map<String, Boolean> ASKED = new ConcurrentHashMap<>();
    private static final String METRICS = "up 1\n";

    private ProbePaths() {}

    static boolean isServed(String path) {
        return ASKED.computeIfAbsent(path, it -> !ask(it).isEmpty());
    }

    static boolean isMetrics(String path) {
        return ask(path).equals(METRICS);
    }

    /** The body, or nothing where the answer is not 200. */
    private static String ask(String path) {
        var well =
                new Health() {
                    @Override
                    public boolean isLive() {
                        return true;
                    }

                    @Override
                    public boolean isReady() {
                        return true;
                    }
                };
        try (var server = ProbeServer.start("127.0.0.1", 0, well, () -> METRICS);
                var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + server.port() + path);
            var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
