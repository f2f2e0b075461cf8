package io.groundstream.embedded;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Antialiased bicubic reduction (a = -0.5) to a square, rounded to bytes after each pass: Pillow's
 * {@code resize((side, side), BICUBIC)}, which is how the reference prepares pictures.
 */
final class Squash {
    private static final double A = -0.5;

    private Squash() {}

    /** The picture as side × side × 3 bytes, rows first, red before green before blue. */
    static byte[] toRgb(BufferedImage image, int side) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        var across = new float[height * side * 3];
        var columns = weights(width, side);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < side; x++) {
                var taps = columns[x];
                float red = 0;
                float green = 0;
                float blue = 0;
                for (int k = 0, at = y * width + taps.start; k < taps.weights.length; k++, at++) {
                    float weight = taps.weights[k];
                    int rgb = pixels[at];
                    red += weight * (rgb >> 16 & 255);
                    green += weight * (rgb >> 8 & 255);
                    blue += weight * (rgb & 255);
                }
                int to = (y * side + x) * 3;
                across[to] = clamp(red);
                across[to + 1] = clamp(green);
                across[to + 2] = clamp(blue);
            }
        }
        return down(across, weights(height, side), side);
    }

    private static byte[] down(float[] across, Taps[] rows, int side) {
        int line = side * 3;
        var out = new byte[side * line];
        var sums = new float[line];
        for (int y = 0; y < side; y++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < rows[y].weights.length; k++) {
                float weight = rows[y].weights[k];
                int from = (rows[y].start + k) * line;
                for (int i = 0; i < line; i++) {
                    sums[i] += weight * across[from + i];
                }
            }
            for (int i = 0; i < line; i++) {
                out[y * line + i] = (byte) clamp(sums[i]);
            }
        }
        return out;
    }

    /** The pixels that one pixel of the result is made of, from {@code start} on. */
    private static final class Taps {
        private final int start;
        private final float[] weights;

        private Taps(int start, float[] weights) {
            this.start = start;
            this.weights = weights;
        }
    }

    private static Taps[] weights(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(scale, 1);
        double support = 2 * stretch;
        var all = new Taps[to];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int start = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(from, (int) (centre + support + 0.5));
            var weights = new float[end - start];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                double weight = cubic((k + start - centre + 0.5) / stretch);
                weights[k] = (float) weight;
                sum += weight;
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] = (float) (weights[k] / sum);
            }
            all[i] = new Taps(start, weights);
        }
        return all;
    }

    private static double cubic(double at) {
        double x = Math.abs(at);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }

    private static int clamp(float value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
