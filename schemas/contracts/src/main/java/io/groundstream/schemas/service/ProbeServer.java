package io.groundstream.schemas.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code /health}, which answers 200 when the service is ready and 503 when it is not, and {@code
 * /metrics} in Prometheus' text format.
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
            String host, int port, BooleanSupplier ready, Supplier<String> metrics) {
        try {
            var server = HttpServer.create(new InetSocketAddress(host, port), 0);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/health", exchange -> health(exchange, ready.getAsBoolean()));
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

    private static void health(HttpExchange exchange, boolean ready) throws IOException {
        var body = ready ? "{\"status\":\"up\"}" : "{\"status\":\"starting\"}";
        answer(exchange, ready ? 200 : 503, "application/json", body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
