package io.groundstream.runner.image;

import static io.groundstream.runner.image.Coefficients.HALF;

/** The vertical pass. */
final class Down {
    private Down() {}

    /**
     * One row out of several.
     *
     * @param from first byte of the first of them, the others follow without a gap
     * @param to gets {@code stride} bytes from {@code at} on
     */
    static void pass(byte[] rows, int from, int stride, int[] weights, byte[] to, int at) {
        int done = VectorModule.USABLE ? VectorDown.pass(rows, from, stride, weights, to, at) : 0;
        plain(rows, from, stride, weights, to, at, done);
    }

    /** Only from this byte of the row on. */
    static void plain(
            byte[] rows, int from, int stride, int[] weights, byte[] to, int at, int first) {
        for (int i = first; i < stride; i++) {
            int sum = HALF;
            int level = from + i;
            for (int weight : weights) {
                sum += (rows[level] & 0xFF) * weight;
                level += stride;
            }
            to[at + i] = Coefficients.clip(sum);
        }
    }
}
