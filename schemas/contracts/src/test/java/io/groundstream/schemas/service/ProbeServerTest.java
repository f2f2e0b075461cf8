package io.groundstream.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;

class ProbeServerTest {
    private final AtomicBoolean live = new AtomicBoolean(true);
    private final AtomicBoolean ready = new AtomicBoolean();

    @Test
    void healthFollowsReadiness() throws Exception {
        try (var probe = start(0)) {
            assertThat(get(probe, "/health").statusCode()).isEqualTo(503);
            assertThat(get(probe, "/health/ready").statusCode()).isEqualTo(503);
            ready.set(true);
            assertThat(get(probe, "/health").statusCode()).isEqualTo(200);
            assertThat(get(probe, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aServiceMayBeAliveAndNotReady() throws Exception {
        try (var probe = start(0)) {
            assertThat(get(probe, "/health/live").body()).isEqualTo("{\"status\":\"up\"}");
            live.set(false);
            assertThat(get(probe, "/health/live").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void metricsAreThere() throws Exception {
        try (var probe = start(0)) {
            assertThat(get(probe, "/metrics").body()).isEqualTo("up 1\n");
        }
    }

    @Test
    void aPathThatIsWrittenWronglyIsNotHealthy() throws Exception {
        ready.set(true);
        try (var probe = start(0)) {
            assertThat(get(probe, "/health/alive").statusCode()).isEqualTo(404);
            assertThat(get(probe, "/metrics/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aTakenPortIsNamedWithTheKeyToSet() {
        try (var probe = start(0)) {
            assertThatThrownBy(() -> start(probe.port()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(Integer.toString(probe.port()))
                    .hasMessageContaining("http.port");
        }
    }

    private ProbeServer start(int port) {
        return ProbeServer.start("127.0.0.1", port, new Probed(live, ready), () -> "up 1\n");
    }

    private record Probed(AtomicBoolean live, AtomicBoolean ready) implements Health {
        @Override
        public boolean isLive() {
            return live.get();
        }

        @Override
        public boolean isReady() {
            return ready.get();
        }
    }

    private static HttpResponse<String> get(ProbeServer probe, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + probe.port() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }
}
