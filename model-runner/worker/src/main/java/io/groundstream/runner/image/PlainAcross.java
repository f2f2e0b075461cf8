package io.groundstream.runner.image;

import static io.groundstream.runner.image.Coefficients.HALF;
import static io.groundstream.runner.image.Coefficients.clip;

import io.groundstream.runner.image.decode.Pixels;

/** The horizontal pass, a column and a colour at a time. */
final class PlainAcross implements Across {
    private final Coefficients weights;
    private final int size;
    private final Pixels pixels;
    private final byte[] columns;
    private int at;

    PlainAcross(Coefficients weights, int size, int height, Pixels pixels) {
        this.weights = weights;
        this.size = size;
        this.pixels = pixels;
        this.columns = new byte[Math.multiplyExact(Math.multiplyExact(height, size), 3)];
    }

    @Override
    public void row(byte[] row) {
        for (int x = 0; x < size; x++) {
            int from = weights.first(x) * pixels.bytes();
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int weight : weights.weights(x)) {
                red += (row[from + pixels.red()] & 0xFF) * weight;
                green += (row[from + pixels.green()] & 0xFF) * weight;
                blue += (row[from + pixels.blue()] & 0xFF) * weight;
                from += pixels.bytes();
            }
            columns[at] = clip(red);
            columns[at + 1] = clip(green);
            columns[at + 2] = clip(blue);
            at += 3;
        }
    }

    @Override
    public Pixels layout() {
        return Pixels.RGB;
    }

    @Override
    public byte[] columns() {
        return columns;
    }
}
