package io.groundstream.runner.importer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

class TensorTest {
    private static final float[] VALUES = {0f, 1f, -2.5f, 65504f, 0.25f};

    @Test
    void readsEachTypeAsSinglePrecision() {
        var single = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        var half = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : VALUES) {
            single.putFloat(value);
            half.putShort(Float.floatToFloat16(value));
        }
        var brain = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        brain.putShort((short) 0x3f80).putShort((short) 0xc020);

        assertThat(tensor(Tensor.Type.F32, single).toArray()).isEqualTo(VALUES);
        assertThat(tensor(Tensor.Type.F16, half).toArray()).isEqualTo(VALUES);
        assertThat(tensor(Tensor.Type.BF16, brain).toArray()).isEqualTo(new float[] {1f, -2.5f});
    }

    private static Tensor tensor(Tensor.Type type, ByteBuffer bytes) {
        long count = bytes.capacity() / type.bytes;
        return new Tensor(type, new long[] {count}, MemorySegment.ofArray(bytes.array()));
    }
}
