package io.groundstream.runner.image;

import static io.groundstream.runner.image.Coefficients.HALF;
import static io.groundstream.runner.image.Vectors.LANES;

import jdk.incubator.vector.IntVector;

/** The vertical pass with vectors, as far as whole ones go. */
final class VectorDown {
    private VectorDown() {}

    /** As {@link Down#pass}; returns how many bytes of the row are done. */
    static int pass(byte[] rows, int from, int stride, int[] weights, byte[] to, int at) {
        int i = 0;
        for (; i + LANES <= stride; i += LANES) {
            var sum = IntVector.broadcast(Vectors.INTS, HALF);
            int level = from + i;
            for (int weight : weights) {
                sum = sum.add(Vectors.levels(rows, level).mul(weight));
                level += stride;
            }
            Vectors.clip(sum, to, at + i);
        }
        return i;
    }
}
