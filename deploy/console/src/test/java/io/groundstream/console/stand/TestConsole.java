package io.groundstream.console.stand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.console.web.Lingering;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.javalin.Javalin;

import org.eclipse.jetty.http.UriCompliance;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A server with nothing but the resources that are tested, and a client. */
public final class TestConsole implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Javalin server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** What came back; the JSON is a missing node if there was none. */
    public record Reply(int status, String type, JsonNode json) {
        public String code() {
            return json.path("code").asText();
        }
    }

    public TestConsole(Resources... resources) {
        this.server =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.startup.showOldJavalinVersionWarning = false;
                            // an imageId may hold a slash, encoded
                            config.jetty.modifyHttpConfiguration(
                                    http -> http.setUriCompliance(UriCompliance.UNSAFE));
                            config.jetty.modifyServletContextHandler(Lingering::addTo);
                            config.routes.exception(
                                    Problem.class,
                                    (e, request) ->
                                            request.status(e.status())
                                                    .result(json(e.code(), e.getMessage())));
                            config.routes.exception(
                                    Exception.class,
                                    (e, request) ->
                                            request.status(500)
                                                    .result(json("INTERNAL", e.toString())));
                            for (var group : resources) {
                                group.addTo(config.routes);
                            }
                        });
        server.start("127.0.0.1", 0);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path);
    }

    public Reply get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    public Reply delete(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).DELETE());
    }

    public Reply post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)));
    }

    public Reply post(String path, Form form) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", form.type())
                        .POST(BodyPublishers.ofByteArray(form.bytes())));
    }

    /** A stream that goes on. */
    public InputStream stream(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofInputStream())
                .body();
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        server.stop();
    }

    private static String json(String code, String title) {
        return JSON.createObjectNode().put("code", code).put("title", title).toString();
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        var type = answer.headers().firstValue("Content-Type").orElse("");
        return new Reply(answer.statusCode(), type, JSON.readTree(answer.body()));
    }
}
