package io.groundstream.runner.quantize;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.importer.Tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.StandardOpenOption;

/** The weights of a bundle in single precision, mapped. */
final class StoredWeights implements AutoCloseable {
    private final Arena arena;
    private final MemorySegment file;

    private StoredWeights(Arena arena, MemorySegment file) {
        this.arena = arena;
        this.file = file;
    }

    static StoredWeights of(Bundle bundle) throws IOException {
        var arena = Arena.ofShared();
        var path = bundle.directory().resolve(Manifest.WEIGHTS);
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new StoredWeights(
                    arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    static boolean holds(TensorProto constant) {
        return constant.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    }

    Tensor tensor(TensorProto constant) {
        return Tensor.single(
                shape(constant),
                file.asSlice(entry(constant, "offset"), entry(constant, "length")));
    }

    static long[] shape(TensorProto constant) {
        return constant.getDimsList().stream().mapToLong(Long::longValue).toArray();
    }

    private static long entry(TensorProto constant, String key) {
        return constant.getExternalDataList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(StringStringEntryProto::getValue)
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        arena.close();
    }
}
