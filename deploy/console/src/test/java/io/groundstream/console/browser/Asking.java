package io.groundstream.console.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What the console knows of an image, asked as a program asks. */
final class Asking implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI page;

    Asking(URI page) {
        this.page = page;
    }

    /** Without any field if nothing is known of it. */
    JsonNode image(String imageId) {
        return get("api/v1/images/" + encoded(imageId));
    }

    /** As search finds it first; a missing node if it does not. */
    JsonNode found(String imageId) {
        var query = "imageId:\"%s\"".formatted(imageId.replace("\"", "\\\""));
        return get("api/v1/search?size=1&q=" + encoded(query)).at("/items/0");
    }

    private JsonNode get(String path) {
        var request = HttpRequest.newBuilder(page.resolve(path)).build();
        try {
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.close();
    }
}
