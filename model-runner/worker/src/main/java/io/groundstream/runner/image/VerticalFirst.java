package io.groundstream.runner.image;

import io.groundstream.runner.image.decode.Pixels;

import java.util.Arrays;

/**
 * As {@link Resample}, with the vertical pass first. As each pass clips what overshoots, their
 * order shows at sharp edges. What is kept is {@code width * size} pixels, and the sums of the rows
 * that are not complete.
 */
final class VerticalFirst implements Squash {
    private static final int[] NONE = {};

    private final int width;
    private final int height;
    private final int size;
    private final Pixels pixels;
    private final int stride;
    private final Coefficients down;
    private final byte[] low;
    private final int[][] sums;
    private int rows;
    private int oldest;

    VerticalFirst(int width, int height, int size, Pixels pixels) {
        this.width = width;
        this.height = height;
        this.size = size;
        this.pixels = pixels;
        this.stride = width * pixels.bytes();
        this.down = Coefficients.of(height, size);
        this.low = new byte[Math.multiplyExact(stride, size)];
        this.sums = new int[size][];
        Arrays.fill(sums, NONE);
    }

    @Override
    public void row(byte[] levels) {
        for (int y = oldest; y < size && down.first(y) <= rows; y++) {
            int place = rows - down.first(y);
            if (place < down.weights(y).length) {
                add(y, levels, down.weights(y)[place]);
            }
            if (place == down.weights(y).length - 1) {
                complete(y);
            }
        }
        rows++;
    }

    private void add(int y, byte[] levels, int weight) {
        int[] sum = sums[y];
        if (sum.length == 0) {
            sum = new int[stride];
            Arrays.fill(sum, Coefficients.HALF);
            sums[y] = sum;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (levels[i] & 0xFF) * weight;
        }
    }

    private void complete(int y) {
        int[] sum = sums[y];
        for (int i = 0; i < sum.length; i++) {
            low[y * stride + i] = Coefficients.clip(sum[i]);
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
        var across = new Resample(width, size, size, pixels);
        var row = new byte[stride];
        for (int y = 0; y < size; y++) {
            System.arraycopy(low, y * row.length, row, 0, row.length);
            across.row(row);
        }
        return across.narrow();
    }
}
