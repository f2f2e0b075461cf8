package io.groundstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry that takes a question and says nothing. */
class SilentRegistryTest {
    private static final byte[] SUBJECTS = "[\"a\"]".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    if (asked.incrementAndGet() <= silent.get()) {
                        awaitEnd();
                    }
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, SUBJECTS.length);
                    exchange.getResponseBody().write(SUBJECTS);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.close();
    }

    @Test
    void isAskedAgain() throws Exception {
        silent.set(1);

        try (var registry = connect("3000")) {
            assertThat(registry.subjects()).containsExactly("a");
            assertThat(registry.failures()).isZero();
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void isUnavailableInTheEnd() throws Exception {
        silent.set(Integer.MAX_VALUE);

        try (var registry = connect("200")) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("cannot be asked for its subjects");
            assertThat(registry.failures()).isEqualTo(1);
        }
    }

    private Registry connect(String patienceMs) {
        return Registry.connect(
                "http://127.0.0.1:" + server.getAddress().getPort(),
                Map.of("http.read.timeout.ms", patienceMs));
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
