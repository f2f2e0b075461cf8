package io.groundstream.runner.image.decode;

import java.util.Arrays;

/** A picture that had to be put together in memory, three bytes a pixel. */
final class WholePicture implements Rows {
    private final int width;
    private final int height;
    private final byte[] rgb;
    private final byte[] row;
    private int y;

    WholePicture(int width, int height) {
        this.width = width;
        this.height = height;
        this.rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        this.row = new byte[width * 3];
    }

    /** Fills all of it with one grey. */
    void fill(int level) {
        Arrays.fill(rgb, (byte) level);
    }

    /** Writes pixels into row {@code y}, from a column on, every {@code step}th. */
    void scatter(byte[] pixels, int count, int column, int step, int y) {
        int to = (y * width + column) * 3;
        for (int i = 0; i < count; i++) {
            System.arraycopy(pixels, i * 3, rgb, to, 3);
            to += step * 3;
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public byte[] next() {
        System.arraycopy(rgb, y++ * row.length, row, 0, row.length);
        return row;
    }
}
