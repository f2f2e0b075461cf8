package io.groundstream.runner.image;

import static io.groundstream.runner.image.Coefficients.HALF;
import static io.groundstream.runner.image.Vectors.INTS;
import static io.groundstream.runner.image.Vectors.LANES;

import io.groundstream.runner.image.decode.Pixels;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * The horizontal pass over pixels of four bytes, two of them in a vector; pixels of three get a
 * fourth. Four rows go at a time, because what they share, weights and bounds, costs as much as
 * their own sums; a column's two half sums are added, rounded and clipped for a whole row at a
 * time.
 */
final class VectorAcross implements Across {
    private static final int PIXEL = 4;
    private static final int ROWS = 4;
    private static final VectorMask<Integer> UPPER = VectorMask.fromLong(INTS, 0xF0);

    private final Pixels pixels;
    private final int width;
    private final int[] first;
    private final int[][] lanes;
    private final int stride;
    private final int height;
    private final byte[] rows;
    private final int[] sums;
    private final byte[] columns;
    private int taken;

    VectorAcross(Coefficients weights, int size, int width, int height, Pixels pixels) {
        this.pixels = pixels;
        this.width = width;
        this.first = new int[size];
        this.lanes = new int[size][];
        for (int x = 0; x < size; x++) {
            first[x] = weights.first(x) * PIXEL;
            lanes[x] = spread(weights.weights(x));
        }
        this.stride = width * PIXEL;
        this.height = height;
        // Vectors reach beyond a row's end, with weights of zero.
        this.rows = new byte[ROWS * stride + LANES];
        this.sums = new int[ROWS * size * LANES + 2 * LANES];
        int whole = Math.ceilDiv(height, ROWS) * ROWS;
        this.columns = new byte[Math.multiplyExact(Math.multiplyExact(whole, size), PIXEL) + PIXEL];
    }

    /** Each weight for all bytes of its pixel. */
    private static int[] spread(int[] single) {
        var spread = new int[Math.ceilDiv(single.length * PIXEL, LANES) * LANES];
        for (int i = 0; i < single.length * PIXEL; i++) {
            spread[i] = single[i / PIXEL];
        }
        return spread;
    }

    @Override
    public void row(byte[] row) {
        int to = taken++ % ROWS * stride;
        if (pixels.bytes() == PIXEL) {
            System.arraycopy(row, 0, rows, to, stride);
        } else {
            Vectors.widen(row, width, rows, to);
        }
        if (taken % ROWS == 0 || taken == height) {
            int done = (taken - 1) / ROWS * ROWS;
            sum();
            for (int i = 0; i < ROWS; i++) {
                finish(i * lanes.length * LANES, (done + i) * lanes.length * PIXEL);
            }
        }
    }

    private void sum() {
        int next = lanes.length * LANES;
        for (int x = 0; x < lanes.length; x++) {
            int[] spread = lanes[x];
            int from = first[x];
            var one = IntVector.zero(INTS);
            var two = IntVector.zero(INTS);
            var three = IntVector.zero(INTS);
            var four = IntVector.zero(INTS);
            for (int i = 0; i < spread.length; i += LANES) {
                var weights = IntVector.fromArray(INTS, spread, i);
                int at = from + i;
                one = one.add(Vectors.levels(rows, at).mul(weights));
                two = two.add(Vectors.levels(rows, at + stride).mul(weights));
                three = three.add(Vectors.levels(rows, at + 2 * stride).mul(weights));
                four = four.add(Vectors.levels(rows, at + 3 * stride).mul(weights));
            }
            int to = x * LANES;
            one.intoArray(sums, to);
            two.intoArray(sums, to + next);
            three.intoArray(sums, to + 2 * next);
            four.intoArray(sums, to + 3 * next);
        }
    }

    /** Two columns at a time; beyond an odd last one is what the next row overwrites. */
    private void finish(int from, int to) {
        for (int x = 0; x < lanes.length; x += 2) {
            int at = from + x * LANES;
            var left = IntVector.fromArray(INTS, sums, at);
            var middle = IntVector.fromArray(INTS, sums, at + LANES / 2);
            var right = IntVector.fromArray(INTS, sums, at + LANES);
            Vectors.clip(left.blend(right, UPPER).add(middle).add(HALF), columns, to + x * PIXEL);
        }
    }

    @Override
    public Pixels layout() {
        return pixels.wide();
    }

    @Override
    public byte[] columns() {
        return columns;
    }
}
