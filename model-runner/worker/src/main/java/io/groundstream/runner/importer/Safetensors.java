package io.groundstream.runner.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: eight bytes of header length, a JSON header of names, types, shapes and
 * offsets, then the data, all little-endian.
 */
final class Safetensors {
    private static final long MAX_HEADER = 100_000_000;
    private static final ValueLayout.OfLong LENGTH =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Safetensors() {}

    static Map<String, Tensor> read(Path directory, String name, Arena arena) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new ImportException(directory, List.of(name + " is missing"));
        }
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment map = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            long header = map.byteSize() < 8 ? -1 : map.get(LENGTH, 0);
            if (header < 2 || header > MAX_HEADER || header > map.byteSize() - 8) {
                throw new ImportException(directory, List.of(name + " is no safetensors file"));
            }
            byte[] json = map.asSlice(8, header).toArray(ValueLayout.JAVA_BYTE);
            return tensors(directory, name, json, map.asSlice(8 + header));
        }
    }

    private static Map<String, Tensor> tensors(
            Path directory, String file, byte[] json, MemorySegment data) {
        var problems = new ArrayList<String>();
        var tensors = new TreeMap<String, Tensor>();
        for (Map.Entry<String, JsonNode> entry : header(directory, file, json).properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                try {
                    tensors.put(entry.getKey(), tensor(entry.getValue(), data));
                } catch (IllegalArgumentException e) {
                    problems.add(file + ": " + entry.getKey() + ": " + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ImportException(directory, problems);
        }
        return tensors;
    }

    private static JsonNode header(Path directory, String file, byte[] json) {
        try {
            return new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new ImportException(
                    directory,
                    List.of(file + ": its header is no JSON: " + e.getOriginalMessage()));
        }
    }

    private static Tensor tensor(JsonNode entry, MemorySegment data) {
        String dtype = entry.path("dtype").asText();
        Tensor.Type type =
                switch (dtype) {
                    case "F32" -> Tensor.Type.F32;
                    case "F16" -> Tensor.Type.F16;
                    case "BF16" -> Tensor.Type.BF16;
                    default ->
                            throw new IllegalArgumentException(
                                    "type must be F32, F16 or BF16, is " + dtype);
                };
        JsonNode dims = entry.path("shape");
        var shape = new long[dims.size()];
        long bytes = type.bytes;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dims.get(i).asLong(-1);
            if (shape[i] < 0) {
                throw new IllegalArgumentException("shape must not be negative, is " + dims);
            }
            bytes = Math.multiplyExact(bytes, shape[i]);
        }
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to < from || to > data.byteSize() || to - from != bytes) {
            throw new IllegalArgumentException(
                    "data offsets [" + from + ", " + to + "] do not hold " + bytes + " bytes");
        }
        return new Tensor(type, shape, data.asSlice(from, bytes));
    }
}
