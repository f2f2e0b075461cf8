package io.groundstream.search.follow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.groundstream.schemas.serde.Registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Stands before a registry, and answers 503 until it is opened. */
final class RegistryDoor implements AutoCloseable {
    private final String registry;
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean open;

    RegistryDoor(String registry) throws IOException {
        this.registry = registry;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Registry registry() {
        return Registry.connect("http://127.0.0.1:" + server.getAddress().getPort(), Map.of());
    }

    void open() {
        open = true;
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!open) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var request = HttpRequest.newBuilder(URI.create(registry + exchange.getRequestURI()));
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
