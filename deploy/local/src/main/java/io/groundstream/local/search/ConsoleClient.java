package io.groundstream.local.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A console's REST interface. Follows no redirection: a token is for the console alone. */
public final class ConsoleClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI console;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public ConsoleClient(URI console, @Nullable String token) {
        if (!"http".equals(console.getScheme()) && !"https".equals(console.getScheme())) {
            throw new ConfigException("--console must be an http or https address, got " + console);
        }
        this.console = console;
        this.token = token;
    }

    /**
     * Asks for a resource.
     *
     * @throws ConfigException if the console says that the question is wrong
     */
    public JsonNode get(String path, Map<String, String> parameters) throws InterruptedException {
        var query =
                parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        var base = console.toString().replaceAll("/+$", "");
        var request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1" + path + "?" + query))
                        .timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no console answers at "
                            + console
                            + ": start one with `groundstream up`, or name it with --console",
                    e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode answer(int status, String body) {
        if (status == 200) {
            return parsed(body);
        }
        if (status == 401) {
            throw new ConfigException(console + " wants a token: --token");
        }
        var title = titled(body);
        if (status == 400) {
            throw new ConfigException(title);
        }
        throw new IllegalStateException(console + " answered " + status + ": " + title);
    }

    private JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(console + " is no console: its answer is not JSON", e);
        }
    }

    private static String titled(String body) {
        try {
            return JSON.readTree(body).path("title").asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
