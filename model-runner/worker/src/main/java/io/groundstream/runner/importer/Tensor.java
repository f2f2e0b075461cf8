package io.groundstream.runner.importer;

import io.groundstream.runner.importer.onnx.FloatSource;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** One tensor in a memory map, read as single precision a chunk at a time. */
public final class Tensor implements FloatSource {
    private static final ValueLayout.OfShort HALF =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat SINGLE =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** How the checkpoint stores its numbers. */
    enum Type {
        F32(4),
        F16(2),
        BF16(2);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    private final Type type;
    private final long[] shape;
    private final MemorySegment data;

    Tensor(Type type, long[] shape, MemorySegment data) {
        this.type = type;
        this.shape = shape.clone();
        this.data = data;
    }

    /** Numbers of single precision as they lie in a bundle, row by row. */
    public static Tensor single(long[] shape, MemorySegment data) {
        return new Tensor(Type.F32, shape, data);
    }

    public long[] shape() {
        return shape.clone();
    }

    @Override
    public long count() {
        return data.byteSize() / type.bytes;
    }

    @Override
    public void read(Sink sink) throws IOException {
        var chunk = new float[(int) Math.min(count(), 1 << 16)];
        for (long at = 0; at < count(); at += chunk.length) {
            int length = (int) Math.min(chunk.length, count() - at);
            copy(at, chunk, length);
            sink.accept(FloatBuffer.wrap(chunk, 0, length));
        }
    }

    /** All of it; only for tensors that are small in every model of a family. */
    public float[] toArray() {
        var values = new float[Math.toIntExact(count())];
        copy(0, values, values.length);
        return values;
    }

    private void copy(long from, float[] to, int length) {
        long offset = from * type.bytes;
        if (type == Type.F32) {
            MemorySegment.copy(data, SINGLE, offset, to, 0, length);
            return;
        }
        var halves = new short[length];
        MemorySegment.copy(data, HALF, offset, halves, 0, length);
        for (int i = 0; i < length; i++) {
            to[i] =
                    type == Type.F16
                            ? Float.float16ToFloat(halves[i])
                            : Float.intBitsToFloat(halves[i] << 16);
        }
    }
}
