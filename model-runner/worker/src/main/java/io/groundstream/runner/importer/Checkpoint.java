package io.groundstream.runner.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A checkpoint directory with its weights mapped into memory; close it to unmap them. */
public final class Checkpoint implements AutoCloseable {
    public static final String TOKENIZER = "tokenizer.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final JsonNode config;
    private final Tensors tensors;

    private Checkpoint(Path directory, JsonNode config, Tensors tensors) {
        this.directory = directory;
        this.config = config;
        this.tensors = tensors;
    }

    static Checkpoint open(Path directory) throws IOException {
        JsonNode config = json(directory, "config.json");
        if (config.isMissingNode()) {
            throw new ImportException(directory, List.of("config.json is missing"));
        }
        return new Checkpoint(directory, config, Tensors.open(directory));
    }

    public Path directory() {
        return directory;
    }

    public JsonNode config() {
        return config;
    }

    public Tensors tensors() {
        return tensors;
    }

    /** A JSON file beside the weights; a missing node where there is none. */
    public JsonNode json(String file) throws IOException {
        return json(directory, file);
    }

    private static JsonNode json(Path directory, String file) throws IOException {
        Path path = directory.resolve(file);
        if (!Files.isRegularFile(path)) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(Files.readString(path));
        } catch (JsonProcessingException e) {
            throw new ImportException(directory, List.of(file + ": " + e.getOriginalMessage()));
        }
    }

    @Override
    public void close() {
        tensors.close();
    }
}
