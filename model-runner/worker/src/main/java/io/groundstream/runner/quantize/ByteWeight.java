package io.groundstream.runner.quantize;

import io.groundstream.runner.importer.onnx.FloatSource;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * A weight in bytes, [in, out] as ONNX Runtime wants it.
 *
 * @param scales what a step is worth, one an output
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record ByteWeight(byte[] values, float[] scales) {
    /**
     * Seven bits: x86 processors without VNNI add up two products of bytes in 16 bits, which 127
     * times 255 would overflow.
     */
    private static final int MOST = 63;

    /** A number of a weight, in row {@code output} and column {@code input}. */
    private interface Element {
        void accept(int output, int input, float value);
    }

    /**
     * The nearest that seven bits can say, with 0 kept as 0. The weight is read twice, and is never
     * whole in memory as numbers.
     *
     * @param weight [out, in]
     */
    static ByteWeight of(FloatSource weight, int outputs) throws IOException {
        int inputs = Math.toIntExact(weight.count() / outputs);
        var bytes = new ByteWeight(new byte[outputs * inputs], new float[outputs]);
        var scales = bytes.scales;
        read(
                weight,
                inputs,
                (output, _, value) ->
                        scales[output] = Math.max(scales[output], Math.abs(value) / MOST));
        for (int output = 0; output < outputs; output++) {
            scales[output] = scales[output] > 0 ? scales[output] : 1;
        }
        read(
                weight,
                inputs,
                (output, input, value) ->
                        bytes.values[input * outputs + output] =
                                (byte) Math.round(value / scales[output]));
        return bytes;
    }

    private static void read(FloatSource weight, int inputs, Element element) throws IOException {
        weight.read(
                new FloatSource.Sink() {
                    private int at;

                    @Override
                    public void accept(FloatBuffer chunk) {
                        while (chunk.hasRemaining()) {
                            element.accept(at / inputs, at % inputs, chunk.get());
                            at++;
                        }
                    }
                });
    }
}
