package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.runner.goldens.Lines;
import io.groundstream.runner.image.decode.Orientation;
import io.groundstream.runner.image.decode.Pixels;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.List;

/** Noise of many sizes, squashed as Pillow does: upscaled, one pixel wide, fifty times as long. */
class SquashGoldenTest {
    @Test
    void squashesEachSizeAsPillowDoes() {
        List<JsonNode> goldens = Lines.read("squash.jsonl.gz");

        assertThat(goldens).hasSizeGreaterThanOrEqualTo(200);
        for (int seed = 0; seed < goldens.size(); seed++) {
            int width = goldens.get(seed).get(0).asInt();
            int height = goldens.get(seed).get(1).asInt();
            int side = goldens.get(seed).get(2).asInt();
            byte[] wanted = Base64.getDecoder().decode(goldens.get(seed).get(3).asText());
            byte[] square =
                    squash(Squash.of(width, height, side, false, Pixels.RGB), seed, width, height);

            assertThat(largestDifference(square, wanted, seed, side))
                    .as("%d x %d to %d", width, height, side)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void squashesWhatLiesOnItsSideAsIfItStoodUpright() {
        int[][] sizes = {{1, 1}, {40, 30}, {300, 7}, {7, 300}, {97, 401}, {1, 90}, {90, 1}};
        for (int[] size : sizes) {
            int width = size[0];
            int height = size[1];
            var upright = new Resample(height, width, 32, Pixels.RGB);
            byte[] pixels = pixels(5, width * height * 3);
            for (int x = 0; x < width; x++) {
                var column = new byte[height * 3];
                for (int y = 0; y < height; y++) {
                    System.arraycopy(pixels, (y * width + x) * 3, column, y * 3, 3);
                }
                upright.row(column);
            }
            byte[] stored =
                    squash(Squash.of(width, height, 32, true, Pixels.RGB), 5, width, height);

            assertThat(Orientation.TRANSPOSED.turn(stored, 32))
                    .as("%d x %d", width, height)
                    .isEqualTo(upright.square());
        }
    }

    private static byte[] squash(Squash squash, int seed, int width, int height) {
        byte[] pixels = pixels(seed, width * height * 3);
        var row = new byte[width * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * row.length, row, 0, row.length);
            squash.row(row);
        }
        return squash.square();
    }

    private static int largestDifference(byte[] square, byte[] wanted, int seed, int side) {
        int largest = 0;
        for (int i = 0; i < wanted.length / 3; i++) {
            var at = (int) Long.remainderUnsigned(hash(~seed, i), (long) side * side);
            for (int channel = 0; channel < 3; channel++) {
                int found = square[at * 3 + channel] & 0xFF;
                largest = Math.max(largest, Math.abs(found - (wanted[i * 3 + channel] & 0xFF)));
            }
        }
        return largest;
    }

    /** Noise; of odd seeds in full contrast, where filters overshoot. */
    private static byte[] pixels(int seed, int count) {
        var pixels = new byte[count];
        for (int i = 0; i < count; i++) {
            var level = (int) (hash(seed, i) >>> 56);
            pixels[i] = (byte) (seed % 2 == 0 ? level : level > 127 ? 255 : 0);
        }
        return pixels;
    }

    /** splitmix64, as {@code workshop/squash.py} has it. */
    private static long hash(long seed, long i) {
        long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
