package io.groundstream.runner.importer.kosmos2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.runner.importer.kosmos2.RandomCheckpoint.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Writes the checkpoint that {@code workshop/released.py} writes for the same configuration: the
 * released names, shapes, vocabulary and tags, and random weights.
 */
public final class ReleasedCheckpoint {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReleasedCheckpoint() {}

    /** Writes one file of weights, or as many as {@code shards} with their index. */
    public static Path write(String name, Path directory, Kind kind, int shards)
            throws IOException {
        Path source = RELEASED.resolve(name).resolve("config.json");
        JsonNode config = JSON.readTree(source.toFile());
        Files.createDirectories(directory);
        Files.copy(source, directory.resolve("config.json"));
        Files.copy(
                Path.of("src/test/resources/tiny/checkpoint/preprocessor_config.json"),
                directory.resolve("preprocessor_config.json"));
        Files.writeString(
                directory.resolve("generation_config.json"),
                JSON.createObjectNode()
                        .set("no_repeat_ngram_size", config.get("no_repeat_ngram_size"))
                        .toString());
        try (var packed =
                new GZIPInputStream(Files.newInputStream(RELEASED.resolve("tokenizer.json.gz")))) {
            Files.copy(packed, directory.resolve("tokenizer.json"));
        }
        RandomCheckpoint.write(directory, kind, shards);
        return directory;
    }
}
