package io.groundstream.runner.image;

import io.groundstream.runner.image.decode.Pixels;

import java.util.Arrays;
import java.util.Random;

/** Squashes noise of many sizes with vectors and without; says how many were the same. */
final class VectorMain {
    private static final int PICTURES = 60;

    private VectorMain() {}

    public static void main(String[] args) {
        if (!VectorModule.USABLE) {
            System.out.println("no vectors");
            return;
        }
        var random = new Random(12);
        for (int i = 0; i < PICTURES; i++) {
            compare(1 + random.nextInt(400), 1 + random.nextInt(60), 1 + random.nextInt(100), i);
        }
        System.out.println("the same: " + PICTURES);
    }

    private static void compare(int width, int height, int size, int seed) {
        var plain = new PlainAcross(Coefficients.of(width, size), size, height, Pixels.WORDS);
        var vectors = Across.of(width, height, size, Pixels.WORDS);
        if (!(vectors instanceof VectorAcross)) {
            throw new AssertionError("vectors are there and not used");
        }
        var random = new Random(seed);
        var row = new byte[width * Pixels.WORDS.bytes()];
        for (int y = 0; y < height; y++) {
            random.nextBytes(row);
            plain.row(row);
            vectors.row(row);
        }
        byte[] wanted = plain.columns();
        byte[] found = Arrays.copyOf(vectors.layout().rgb(vectors.columns()), wanted.length);
        same(wanted, found, "across, " + width + " to " + size);
        var down = Coefficients.of(height, size);
        for (int y = 0; y < size; y++) {
            int stride = size * 3;
            var one = new byte[stride];
            var other = new byte[stride];
            int from = down.first(y) * stride;
            Down.plain(found, from, stride, down.weights(y), one, 0, 0);
            Down.pass(found, from, stride, down.weights(y), other, 0);
            same(one, other, "down, " + height + " to " + size);
        }
    }

    private static void same(byte[] wanted, byte[] found, String what) {
        if (!Arrays.equals(wanted, found)) {
            throw new AssertionError(what + ": differs at " + Arrays.mismatch(wanted, found));
        }
    }
}
