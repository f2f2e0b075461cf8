package io.groundstream.runner.image;

/**
 * Weights of a one-dimensional antialiased bicubic filter (a = -0.5), in Pillow's fixed point: for
 * each output the first input and its weights times 2<sup>22</sup>. Source: Pillow's Resample.c,
 * {@code precompute_coeffs} and {@code normalize_coeffs_8bpc}.
 */
final class Coefficients {
    static final int PRECISION_BITS = 32 - 8 - 2;

    /** What a sum begins with, so that it is rounded. */
    static final int HALF = 1 << (PRECISION_BITS - 1);

    private static final double SUPPORT = 2.0;
    private static final double A = -0.5;

    private final int[] first;
    private final int[][] weights;

    private Coefficients(int[] first, int[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    static Coefficients of(int inputs, int outputs) {
        double scale = (double) inputs / outputs;
        double filterScale = Math.max(scale, 1.0);
        double support = SUPPORT * filterScale;
        var first = new int[outputs];
        var weights = new int[outputs][];
        for (int out = 0; out < outputs; out++) {
            double centre = (out + 0.5) * scale;
            int from = Math.max((int) (centre - support + 0.5), 0);
            int to = Math.min((int) (centre + support + 0.5), inputs);
            var raw = new double[to - from];
            double sum = 0;
            for (int i = 0; i < raw.length; i++) {
                raw[i] = bicubic((i + from - centre + 0.5) / filterScale);
                sum += raw[i];
            }
            first[out] = from;
            weights[out] = fixed(raw, sum);
        }
        return new Coefficients(first, weights);
    }

    private static int[] fixed(double[] raw, double sum) {
        var fixed = new int[raw.length];
        for (int i = 0; i < raw.length; i++) {
            double weight = (sum == 0 ? raw[i] : raw[i] / sum) * (1 << PRECISION_BITS);
            fixed[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
        }
        return fixed;
    }

    private static double bicubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1.0) {
            return ((A + 2.0) * x - (A + 3.0)) * x * x + 1;
        }
        return x < 2.0 ? (((x - 5) * x + 8) * x - 4) * A : 0.0;
    }

    /** The level of a weighted sum. */
    static byte clip(int sum) {
        return (byte) Math.clamp(sum >> PRECISION_BITS, 0, 255);
    }

    int first(int out) {
        return first[out];
    }

    int[] weights(int out) {
        return weights[out];
    }
}
