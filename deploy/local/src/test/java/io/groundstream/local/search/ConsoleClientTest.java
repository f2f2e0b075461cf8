package io.groundstream.local.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import io.groundstream.backing.FreePorts;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class ConsoleClientTest {
    private HttpServer server;
    private volatile String asked = "";
    private volatile @Nullable String authorization;
    private volatile int status = 200;
    private volatile String body = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked = exchange.getRequestURI().toString();
                        authorization = exchange.getRequestHeaders().getFirst("Authorization");
                        var bytes = body.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksWithItsTokenAndReadsTheAnswer() throws Exception {
        body = "{\"total\": 3}";
        try (var client = new ConsoleClient(console("/"), "secret")) {
            assertThat(client.get("/search", Map.of("q", "a&b \"c\"")).path("total").asInt())
                    .isEqualTo(3);
        }
        assertThat(asked).isEqualTo("/api/v1/search?q=a%26b+%22c%22");
        assertThat(authorization).isEqualTo("Bearer secret");
    }

    @Test
    void aBadQueryIsTheOperatorsMistake() throws Exception {
        status = 400;
        body = "{\"code\": \"BAD_QUERY\", \"title\": \"at character 3: no\"}";
        try (var client = new ConsoleClient(console(""), null)) {
            assertThatThrownBy(() -> client.get("/search", Map.of()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("at character 3: no");
        }
        assertThat(authorization).isNull();
    }

    @Test
    void saysWhatIsWanted() throws Exception {
        status = 401;
        try (var client = new ConsoleClient(console(""), null)) {
            assertThatThrownBy(() -> client.get("/search", Map.of()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("--token");
        }
        var nobody = URI.create("http://127.0.0.1:" + FreePorts.next());
        try (var client = new ConsoleClient(nobody, null)) {
            assertThatThrownBy(() -> client.get("/search", Map.of()))
                    .hasMessageContaining("groundstream up");
        }
        assertThatThrownBy(() -> new ConsoleClient(URI.create("ftp://x"), null))
                .isInstanceOf(ConfigException.class);
    }

    private URI console(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
