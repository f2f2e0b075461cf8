package io.groundstream.runner.goldens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Goldens by the thousand: compressed, a JSON value a line. */
public final class Lines {
    private Lines() {}

    public static List<JsonNode> read(String resource) {
        Path file = Path.of("src/test/resources", resource);
        var json = new ObjectMapper();
        var lines = new ArrayList<JsonNode>();
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n")) {
                lines.add(json.readTree(line));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
