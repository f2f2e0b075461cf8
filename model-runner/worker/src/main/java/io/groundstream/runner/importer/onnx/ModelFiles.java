package io.groundstream.runner.importer.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The graph file and its data file, written in order: the same calls give the same bytes. Weights
 * begin at multiples of 4,096, so that a runtime can map them, and have the bundle's precision.
 */
public final class ModelFiles implements AutoCloseable {
    private static final int ALIGNMENT = 4096;
    // what rounds to infinity
    private static final float TOO_LARGE = 65520;

    private final Path graph;
    private final FileChannel data;
    private final Precision precision;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(1 << 18).order(ByteOrder.LITTLE_ENDIAN);

    private ModelFiles(Path graph, FileChannel data, Precision precision) {
        this.graph = graph;
        this.data = data;
        this.precision = precision;
    }

    public static ModelFiles create(Path directory, Precision precision) throws IOException {
        FileChannel data =
                FileChannel.open(
                        directory.resolve(Manifest.WEIGHTS),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        return new ModelFiles(directory.resolve(Manifest.GRAPH), data, precision);
    }

    /** Of weights and of what is computed with them. */
    TensorProto.DataType type() {
        return switch (precision) {
            case FP32, INT8 -> TensorProto.DataType.FLOAT;
            case FP16 -> TensorProto.DataType.FLOAT16;
        };
    }

    private int bytes() {
        return switch (precision) {
            case FP32, INT8 -> Float.BYTES;
            case FP16 -> Short.BYTES;
        };
    }

    /** Appends a weight: the sources one after another, joined along the first dimension. */
    public TensorProto append(String name, long[] shape, List<? extends FloatSource> sources)
            throws IOException {
        long start = align();
        for (FloatSource source : sources) {
            source.read(this::write);
        }
        return placed(name, type(), shape, start, bytes());
    }

    /** Appends a weight in bytes, whatever the precision. */
    public TensorProto append(String name, long[] shape, byte[] values) throws IOException {
        long start = align();
        var bytes = ByteBuffer.wrap(values);
        while (bytes.hasRemaining()) {
            data.write(bytes);
        }
        return placed(name, TensorProto.DataType.INT8, shape, start, 1);
    }

    private long align() throws IOException {
        long start = -Math.floorDiv(-data.position(), (long) ALIGNMENT) * ALIGNMENT;
        data.position(start);
        return start;
    }

    private TensorProto placed(
            String name, TensorProto.DataType type, long[] shape, long start, int bytes)
            throws IOException {
        long length = data.position() - start;
        long count = 1;
        var tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(type.getNumber())
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (long dimension : shape) {
            tensor.addDims(dimension);
            count *= dimension;
        }
        if (length != count * bytes) {
            throw new IllegalStateException(
                    name + ": wanted " + count * bytes + " bytes, wrote " + length);
        }
        return tensor.addExternalData(entry("location", Manifest.WEIGHTS))
                .addExternalData(entry("offset", Long.toString(start)))
                .addExternalData(entry("length", Long.toString(length)))
                .build();
    }

    private void write(FloatBuffer chunk) throws IOException {
        while (chunk.hasRemaining()) {
            buffer.clear();
            fill(chunk);
            buffer.flip();
            while (buffer.hasRemaining()) {
                data.write(buffer);
            }
        }
    }

    private void fill(FloatBuffer chunk) {
        int count = Math.min(chunk.remaining(), buffer.remaining() / bytes());
        switch (precision) {
            case FP32, INT8 -> {
                buffer.asFloatBuffer().put(chunk.slice(chunk.position(), count));
                buffer.position(count * Float.BYTES);
                chunk.position(chunk.position() + count);
            }
            case FP16 -> {
                for (int i = 0; i < count; i++) {
                    buffer.putShort(half(chunk.get()));
                }
            }
        }
    }

    private static short half(float value) {
        if (Math.abs(value) >= TOO_LARGE && Float.isFinite(value)) {
            throw new ArithmeticException(value + " does not fit into fp16: import as fp32");
        }
        return Float.floatToFloat16(value);
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    public void write(ModelProto model) throws IOException {
        try (OutputStream out = Files.newOutputStream(graph)) {
            model.writeTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        data.close();
    }
}
