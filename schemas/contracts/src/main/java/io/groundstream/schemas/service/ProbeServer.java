package io.groundstream.schemas.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * {@code /health/live} and {@code /health/ready}, which answer 200 for yes and 503 for no, {@code
 * /health}, which is the latter, and {@code /metrics} in Prometheus' text format.
 */
public final class ProbeServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;

    private ProbeServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts answering.
     *
     * @param port 0 takes any free one
     * @throws ConfigException if the port is taken
     */
    public static ProbeServer start(
            String host, int port, Health health, Supplier<String> metrics) {
        try {
            var server = HttpServer.create(new InetSocketAddress(host, port), 0);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            HttpHandler ready = exchange -> ready(exchange, health);
            server.createContext("/health", ready);
            server.createContext("/health/ready", ready);
            server.createContext(
                    "/health/live", exchange -> answer(exchange, health.isLive(), "down"));
            server.createContext(
                    "/metrics", exchange -> answer(exchange, 200, "text/plain", metrics.get()));
            server.start();
            return new ProbeServer(server, threads);
        } catch (BindException e) {
            throw new ConfigException(
                    "port " + port + " on " + host + " is taken: set http.port to another");
        } catch (IOException e) {
            throw new ConfigException("http server on " + host + ":" + port + ": " + e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void ready(HttpExchange exchange, Health health) throws IOException {
        var reason = health.reason();
        if (reason.isEmpty() || health.isReady()) {
            answer(exchange, health.isReady(), "starting");
        } else {
            var body = "{\"status\":\"waiting\",\"reason\":\"" + quoted(reason) + "\"}";
            answer(exchange, 503, "application/json", body);
        }
    }

    private static String quoted(String words) {
        return words.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }

    private static void answer(HttpExchange exchange, boolean yes, String otherwise)
            throws IOException {
        var body = "{\"status\":\"" + (yes ? "up" : otherwise) + "\"}";
        answer(exchange, yes ? 200 : 503, "application/json", body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        try (exchange) {
            // a context gets what stands below it too; a path written wrongly is no healthy one
            if (!exchange.getRequestURI().getPath().equals(exchange.getHttpContext().getPath())) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
