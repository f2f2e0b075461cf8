package io.groundstream.runner.image;

import java.util.Arrays;

/**
 * As {@link Resample}, with the vertical pass first. As each pass clips what overshoots, their
 * order shows at sharp edges. What is kept is {@code width * size * 3} bytes, and the sums of the
 * rows that are not complete.
 */
final class VerticalFirst implements Squash {
    private static final int[] NONE = {};
    private static final int HALF = 1 << (Coefficients.PRECISION_BITS - 1);

    private final int width;
    private final int height;
    private final int size;
    private final Coefficients down;
    private final byte[] low;
    private final int[][] sums;
    private int rows;
    private int oldest;

    VerticalFirst(int width, int height, int size) {
        this.width = width;
        this.height = height;
        this.size = size;
        this.down = Coefficients.of(height, size);
        this.low = new byte[Math.multiplyExact(Math.multiplyExact(width, size), 3)];
        this.sums = new int[size][];
        Arrays.fill(sums, NONE);
    }

    @Override
    public void row(byte[] rgb) {
        for (int y = oldest; y < size && down.first(y) <= rows; y++) {
            int place = rows - down.first(y);
            if (place < down.weights(y).length) {
                add(y, rgb, down.weights(y)[place]);
            }
            if (place == down.weights(y).length - 1) {
                complete(y);
            }
        }
        rows++;
    }

    private void add(int y, byte[] rgb, int weight) {
        int[] sum = sums[y];
        if (sum.length == 0) {
            sum = new int[width * 3];
            Arrays.fill(sum, HALF);
            sums[y] = sum;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (rgb[i] & 0xFF) * weight;
        }
    }

    private void complete(int y) {
        int[] sum = sums[y];
        for (int i = 0; i < sum.length; i++) {
            low[y * width * 3 + i] = Resample.clip(sum[i]);
        }
        sums[y] = NONE;
        while (oldest <= y && sums[oldest].length == 0) {
            oldest++;
        }
    }

    @Override
    public byte[] square() {
        if (rows != height) {
            throw new IllegalStateException("wanted " + height + " rows, got " + rows);
        }
        var across = new Resample(width, size, size);
        var row = new byte[width * 3];
        for (int y = 0; y < size; y++) {
            System.arraycopy(low, y * row.length, row, 0, row.length);
            across.row(row);
        }
        return across.narrow();
    }
}
