package io.groundstream.runner.image;

import static io.groundstream.runner.image.Coefficients.HALF;
import static io.groundstream.runner.image.Coefficients.clip;

import io.groundstream.runner.image.decode.Pixels;

/** The horizontal pass, a column and a colour at a time. */
final class PlainAcross implements Across {
    private final Coefficients weights;
    private final int size;
    private final Pixels pixels;

    PlainAcross(Coefficients weights, int size, Pixels pixels) {
        this.weights = weights;
        this.size = size;
        this.pixels = pixels;
    }

    @Override
    public void pass(byte[] row, byte[] narrow, int to) {
        pass(row, narrow, to, 0);
    }

    /** Only from this column on. */
    void pass(byte[] row, byte[] narrow, int to, int column) {
        int at = to + column * 3;
        for (int x = column; x < size; x++) {
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
            narrow[at] = clip(red);
            narrow[at + 1] = clip(green);
            narrow[at + 2] = clip(blue);
            at += 3;
        }
    }
}
