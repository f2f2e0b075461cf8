package io.groundstream.console.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.javalin.Javalin;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Some resources on a port of loopback, and a client. */
final class Rest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Javalin server;

    /** What was answered. */
    record Answer(int status, JsonNode body) {}

    Rest(Resources... resources) {
        server =
                Javalin.create(
                        config -> {
                            for (var some : resources) {
                                some.addTo(config.routes);
                            }
                            var _ =
                                    config.routes.exception(
                                            Problem.class,
                                            (e, ctx) ->
                                                    ctx.status(e.status())
                                                            .json(
                                                                    java.util.Map.of(
                                                                            "code",
                                                                            e.code(),
                                                                            "title",
                                                                            e.getMessage())));
                        });
        var _ = server.start("127.0.0.1", 0);
    }

    Answer get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path);
        var response = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    Answer search(String query) throws IOException, InterruptedException {
        return get("/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        var _ = server.stop();
        http.close();
    }
}
