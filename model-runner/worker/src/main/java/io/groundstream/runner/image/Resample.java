package io.groundstream.runner.image;

import io.groundstream.runner.image.decode.Pixels;

import java.util.Arrays;

/**
 * Squashes rows of pixels to a square of RGB as Pillow's {@code resize(BICUBIC)} does: a horizontal
 * pass, then a vertical one, each rounded to 8 bits. Rows are handed in from the top, so that the
 * picture need not stand in memory as RGB; what is kept is {@code height * size} pixels. Used for
 * one picture by one thread.
 */
final class Resample implements Squash {
    private final int size;
    private final int height;
    private final Across across;
    private int rows;

    Resample(int width, int height, int size, Pixels pixels) {
        this.size = size;
        this.height = height;
        this.across = Across.of(width, height, size, pixels);
    }

    @Override
    public void row(byte[] pixels) {
        across.row(pixels);
        rows++;
    }

    @Override
    public byte[] square() {
        if (rows != height) {
            throw new IllegalStateException("wanted " + height + " rows, got " + rows);
        }
        var down = Coefficients.of(height, size);
        int stride = size * across.layout().bytes();
        byte[] columns = across.columns();
        var square = new byte[size * stride];
        for (int y = 0; y < size; y++) {
            Down.pass(columns, down.first(y) * stride, stride, down.weights(y), square, y * stride);
        }
        return across.layout().rgb(square);
    }

    /** What the horizontal pass has made of all rows, as RGB. */
    byte[] narrow() {
        return Arrays.copyOf(across.layout().rgb(across.columns()), height * size * 3);
    }
}
