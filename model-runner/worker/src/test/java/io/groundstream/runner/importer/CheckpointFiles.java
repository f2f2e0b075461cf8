package io.groundstream.runner.importer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.runner.goldens.Goldens;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The tiny checkpoint, copied to be spoilt. */
record CheckpointFiles(Path directory) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static CheckpointFiles copyTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (var files = Files.list(Goldens.TINY.checkpoint())) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        return new CheckpointFiles(directory);
    }

    void json(String file, Consumer<ObjectNode> change) throws IOException {
        Path path = directory.resolve(file);
        var node = (ObjectNode) JSON.readTree(Files.readString(path));
        change.accept(node);
        Files.writeString(path, node.toString());
    }

    /** Changes the header of the weights; their data stays. */
    void header(Consumer<ObjectNode> change) throws IOException {
        Path path = directory.resolve("model.safetensors");
        var bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        var json = new byte[(int) bytes.getLong()];
        bytes.get(json);
        var header = (ObjectNode) JSON.readTree(new String(json, StandardCharsets.UTF_8));
        change.accept(header);
        byte[] changed = header.toString().getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(8 + changed.length + bytes.remaining());
        out.order(ByteOrder.LITTLE_ENDIAN).putLong(changed.length).put(changed).put(bytes);
        Files.write(path, out.array());
    }
}
