package io.groundstream.runner.image;

import static io.groundstream.runner.image.Coefficients.HALF;
import static io.groundstream.runner.image.Coefficients.clip;
import static io.groundstream.runner.image.Vectors.INTS;
import static io.groundstream.runner.image.Vectors.LANES;

import io.groundstream.runner.image.decode.Pixels;

import jdk.incubator.vector.IntVector;

/**
 * The horizontal pass over pixels of four bytes, two of them in a vector. The last columns, where a
 * vector would reach beyond the row, are left to the plain one.
 */
final class VectorAcross implements Across {
    private static final Pixels PIXELS = Pixels.WORDS;
    private static final int NEXT = PIXELS.bytes();
    private static final int RED = PIXELS.red();
    private static final int GREEN = PIXELS.green();
    private static final int BLUE = PIXELS.blue();

    private final Coefficients weights;
    private final PlainAcross rest;
    private final int[][] lanes;
    private final int columns;
    private final int[] sums = new int[LANES];

    VectorAcross(Coefficients weights, int size, int width, PlainAcross rest) {
        this.weights = weights;
        this.rest = rest;
        this.lanes = new int[size][];
        int columns = 0;
        for (int x = 0; x < size; x++) {
            lanes[x] = spread(weights.weights(x));
            if (columns == x && end(x) <= width * NEXT) {
                columns++;
            }
        }
        this.columns = columns;
    }

    /** Each weight for all bytes of its pixel. */
    private static int[] spread(int[] single) {
        var spread = new int[Math.ceilDiv(single.length * NEXT, LANES) * LANES];
        for (int i = 0; i < single.length * NEXT; i++) {
            spread[i] = single[i / NEXT];
        }
        return spread;
    }

    /** One past the last byte that is read for a column. */
    private int end(int x) {
        return weights.first(x) * NEXT + lanes[x].length;
    }

    @Override
    public void pass(byte[] row, byte[] narrow, int to) {
        int[] both = sums;
        int at = to;
        for (int x = 0; x < columns; x++) {
            int[] spread = lanes[x];
            int from = weights.first(x) * NEXT;
            var sum = IntVector.zero(INTS);
            for (int i = 0; i < spread.length; i += LANES) {
                sum =
                        sum.add(
                                Vectors.levels(row, from + i)
                                        .mul(IntVector.fromArray(INTS, spread, i)));
            }
            sum.intoArray(both, 0);
            narrow[at] = clip(HALF + both[RED] + both[NEXT + RED]);
            narrow[at + 1] = clip(HALF + both[GREEN] + both[NEXT + GREEN]);
            narrow[at + 2] = clip(HALF + both[BLUE] + both[NEXT + BLUE]);
            at += 3;
        }
        rest.pass(row, narrow, to, columns);
    }
}
