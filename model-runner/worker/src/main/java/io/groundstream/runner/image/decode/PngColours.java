package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;

/**
 * Turns a line of a PNG into RGB over white. Of 16-bit samples the upper byte counts; gamma and
 * profiles are ignored, as the models' training ignored them.
 */
final class PngColours {
    private final int depth;
    private final int samples;
    private final boolean alpha;
    private final byte[] palette;
    private final int[] key;

    PngColours(PngShape shape, ByteBuffer colours, ByteBuffer transparent) throws RefusedException {
        depth = shape.depth();
        samples = shape.samples();
        alpha = shape.alpha();
        palette = shape.paletted() ? palette(colours, transparent) : new byte[0];
        key = shape.paletted() || alpha ? new int[0] : key(transparent);
    }

    private static byte[] palette(ByteBuffer colours, ByteBuffer transparent)
            throws RefusedException {
        if (colours.remaining() < 3) {
            throw RefusedException.corrupt("the PNG has no palette");
        }
        var palette = new byte[256 * 3];
        for (int i = 0; i < 256 && i * 3 + 2 < colours.limit(); i++) {
            int opacity = i < transparent.limit() ? transparent.get(i) & 0xFF : 255;
            White.put(
                    palette,
                    i,
                    colours.get(i * 3) & 0xFF,
                    colours.get(i * 3 + 1) & 0xFF,
                    colours.get(i * 3 + 2) & 0xFF,
                    opacity);
        }
        return palette;
    }

    private int[] key(ByteBuffer transparent) {
        if (transparent.remaining() < samples * 2) {
            return new int[0];
        }
        var levels = new int[samples];
        for (int i = 0; i < samples; i++) {
            levels[i] = transparent.getShort(i * 2) & 0xFFFF;
        }
        return levels;
    }

    void convert(byte[] line, int pixels, byte[] rgb) {
        if (palette.length > 0) {
            for (int x = 0; x < pixels; x++) {
                System.arraycopy(palette, sample(line, x) * 3, rgb, x * 3, 3);
            }
        } else if (depth == 8 && samples == 3 && key.length == 0) {
            System.arraycopy(line, 0, rgb, 0, pixels * 3);
        } else {
            for (int x = 0; x < pixels; x++) {
                pixel(line, x, rgb);
            }
        }
    }

    private void pixel(byte[] line, int x, byte[] rgb) {
        int from = x * samples;
        boolean grey = samples < 3;
        int red = level(line, from);
        int green = grey ? red : level(line, from + 1);
        int blue = grey ? red : level(line, from + 2);
        int opacity = alpha ? level(line, from + samples - 1) : isKey(line, from) ? 0 : 255;
        White.put(rgb, x, red, green, blue, opacity);
    }

    private boolean isKey(byte[] line, int from) {
        for (int i = 0; i < key.length; i++) {
            if (sample(line, from + i) != key[i]) {
                return false;
            }
        }
        return key.length > 0;
    }

    private int level(byte[] line, int index) {
        int sample = sample(line, index);
        return depth == 16
                ? sample >> 8
                : depth == 8 ? sample : sample * (255 / ((1 << depth) - 1));
    }

    private int sample(byte[] line, int index) {
        if (depth == 8) {
            return line[index] & 0xFF;
        }
        if (depth == 16) {
            return (line[index * 2] & 0xFF) << 8 | (line[index * 2 + 1] & 0xFF);
        }
        int bit = index * depth;
        return line[bit >> 3] >> (8 - depth - (bit & 7)) & ((1 << depth) - 1);
    }
}
