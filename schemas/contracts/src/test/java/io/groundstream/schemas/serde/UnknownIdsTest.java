package io.groundstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class UnknownIdsTest {
    private static final byte[] NO =
            "{\"error_code\":40403,\"message\":\"no such schema\"}"
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void aFloodOfRecordsThatNameNoSchemaIsOneQuestion() throws Exception {
        var asked = new AtomicInteger();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(404, NO.length);
                    exchange.getResponseBody().write(NO);
                    exchange.close();
                });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (var registry = Registry.connect(url, Map.of())) {
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> registry.byId(7))
                        .isInstanceOf(UnknownSchemaException.class);
            }
        } finally {
            server.stop(0);
        }

        assertThat(asked).hasValue(1);
    }
}
