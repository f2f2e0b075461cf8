package io.groundstream.runner.image;

import io.groundstream.runner.image.decode.Pixels;

/**
 * Squashes rows of pixels to a square of RGB as Pillow's {@code resize(BICUBIC)} does: a horizontal
 * pass, then a vertical one, each rounded to 8 bits. Rows are handed in from the top, so that the
 * picture need not stand in memory as RGB; what is kept is {@code height * size * 3} bytes. Used
 * for one picture by one thread.
 */
final class Resample implements Squash {
    private final int size;
    private final int height;
    private final Across across;
    private final byte[] narrow;
    private int rows;

    Resample(int width, int height, int size, Pixels pixels) {
        this.size = size;
        this.height = height;
        this.across = Across.of(width, size, pixels);
        this.narrow = new byte[Math.multiplyExact(Math.multiplyExact(height, size), 3)];
    }

    @Override
    public void row(byte[] pixels) {
        across.pass(pixels, narrow, rows++ * size * 3);
    }

    @Override
    public byte[] square() {
        if (rows != height) {
            throw new IllegalStateException("wanted " + height + " rows, got " + rows);
        }
        var down = Coefficients.of(height, size);
        int stride = size * 3;
        var square = new byte[size * stride];
        for (int y = 0; y < size; y++) {
            Down.pass(narrow, down.first(y) * stride, stride, down.weights(y), square, y * stride);
        }
        return square;
    }

    /** What the horizontal pass has made so far. */
    byte[] narrow() {
        return narrow;
    }
}
