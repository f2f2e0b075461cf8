package io.groundstream.runner.image;

import io.groundstream.runner.image.decode.Pixels;

/**
 * The horizontal pass over the rows of one picture, from the top. All implementations give the same
 * levels.
 */
interface Across {
    /** Takes the next row of pixels as they were decoded. */
    void row(byte[] row);

    /** How the columns that it makes are laid out. */
    Pixels layout();

    /**
     * The columns of all rows, once the last one is taken: row after row without a gap, with no
     * meaning beyond the last.
     */
    byte[] columns();

    static Across of(int width, int height, int size, Pixels pixels) {
        var weights = Coefficients.of(width, size);
        return VectorModule.USABLE
                ? new VectorAcross(weights, size, width, height, pixels)
                : new PlainAcross(weights, size, height, pixels);
    }
}
