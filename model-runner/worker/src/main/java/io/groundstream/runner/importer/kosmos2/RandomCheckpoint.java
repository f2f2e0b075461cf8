package io.groundstream.runner.importer.kosmos2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fills a checkpoint directory with the weights that its {@code config.json} asks for: numbers that
 * are hashes of names and places, so that a configuration always gets the same. For benchmarks, and
 * for goldens, whose reference side is {@code workshop/released.py}.
 */
public final class RandomCheckpoint {
    /** How numbers are stored. */
    public enum Kind {
        F32(4),
        F16(2),
        BF16(2);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Kind kind;

    private RandomCheckpoint(Path directory, Kind kind) {
        this.directory = directory;
        this.kind = kind;
    }

    /** Writes one file, or as many as {@code shards} with their index. */
    public static void write(Path directory, Kind kind, int shards) throws IOException {
        JsonNode config = JSON.readTree(directory.resolve("config.json").toFile());
        var tensors = Kosmos2Tensors.wanted(Kosmos2Config.read(config, new ArrayList<>()));
        new RandomCheckpoint(directory, kind).weights(tensors, shards);
    }

    private void weights(Map<String, long[]> tensors, int shards) throws IOException {
        if (shards == 1) {
            file("model.safetensors", tensors);
            return;
        }
        var names = List.copyOf(new TreeMap<>(tensors).keySet());
        var index = JSON.createObjectNode();
        var map = index.putObject("weight_map");
        for (int i = 0; i < shards; i++) {
            var part = new TreeMap<String, long[]>();
            int end = (i + 1) * names.size() / shards;
            String file = "model-%05d-of-%05d.safetensors".formatted(i + 1, shards);
            for (String name : names.subList(i * names.size() / shards, end)) {
                part.put(name, tensors.get(name));
                map.put(name, file);
            }
            file(file, part);
        }
        Files.writeString(directory.resolve("model.safetensors.index.json"), index.toString());
    }

    private void file(String name, Map<String, long[]> tensors) throws IOException {
        var header = JSON.createObjectNode();
        long at = 0;
        for (var tensor : tensors.entrySet()) {
            var entry = header.putObject(tensor.getKey()).put("dtype", kind.name());
            var shape = entry.putArray("shape");
            for (long dimension : tensor.getValue()) {
                shape.add(dimension);
            }
            long end = at + RandomNumbers.count(tensor.getValue()) * kind.bytes;
            entry.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] head = header.toString().getBytes(StandardCharsets.UTF_8);
        try (var out = new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)))) {
            var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(head.length);
            out.write(length.array());
            out.write(head);
            for (var tensor : tensors.entrySet()) {
                write(out, RandomNumbers.of(tensor.getKey(), tensor.getValue()));
            }
        }
    }

    private void write(OutputStream out, float[] numbers) throws IOException {
        var bytes = ByteBuffer.allocate(numbers.length * kind.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            switch (kind) {
                case F32 -> bytes.putFloat(number);
                case F16 -> bytes.putShort(Float.floatToFloat16(number));
                case BF16 -> bytes.putShort(brain(number));
            }
        }
        out.write(bytes.array());
    }

    /** Rounded to the nearest, ties to even. */
    private static short brain(float number) {
        int bits = Float.floatToIntBits(number);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
