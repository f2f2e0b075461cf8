package io.groundstream.runner.image;

import io.groundstream.runner.image.decode.Pixels;

/** The horizontal pass. All implementations give the same bytes. */
interface Across {
    /**
     * Makes one row narrow.
     *
     * @param row of pixels as they were decoded
     * @param narrow gets red, green and blue of each column, from {@code to} on
     */
    void pass(byte[] row, byte[] narrow, int to);

    static Across of(int width, int size, Pixels pixels) {
        var weights = Coefficients.of(width, size);
        var plain = new PlainAcross(weights, size, pixels);
        return VectorModule.USABLE && pixels.equals(Pixels.WORDS)
                ? new VectorAcross(weights, size, width, plain)
                : plain;
    }
}
