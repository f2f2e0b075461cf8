package io.groundstream.runner.importer.kosmos2;

import java.util.Arrays;

/**
 * The decoder's positions: [sin | cos] in two halves, frequencies falling from 1 to 1/10000. The
 * steps round to single precision where the reference does.
 */
final class Sinusoids {
    private Sinusoids() {}

    static float[] table(int rows, int width) {
        int half = width / 2;
        var table = new float[rows * width];
        for (int j = 0; j < half; j++) {
            float frequency = (float) Math.exp(j * (float) -(Math.log(10000) / (half - 1)));
            for (int row = 0; row < rows; row++) {
                float angle = row * frequency;
                table[row * width + j] = (float) Math.sin(angle);
                table[row * width + half + j] = (float) Math.cos(angle);
            }
        }
        // the padding's own row
        Arrays.fill(table, width, 2 * width, 0);
        return table;
    }
}
