package io.groundstream.runner.image;

import io.groundstream.runner.image.decode.Pixels;

/** Makes a small square of a picture whose rows are handed in from the top. */
sealed interface Squash permits Resample, VerticalFirst {
    /** The next row of pixels. */
    void row(byte[] pixels);

    /** The square as RGB, after the last row. */
    byte[] square();

    /**
     * Passes in Pillow's order: over the upright picture's rows first, but over its columns first
     * where it is more than a hundred times as high as wide, and higher than the square.
     *
     * @param sideways whether the stored rows are the upright picture's columns
     */
    static Squash of(int width, int height, int size, boolean sideways, Pixels pixels) {
        int across = sideways ? height : width;
        int down = sideways ? width : height;
        boolean columnsFirst = down > across * 100L && down > size;
        return sideways == columnsFirst
                ? new Resample(width, height, size, pixels)
                : new VerticalFirst(width, height, size, pixels);
    }
}
