package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;

/** What a BMP's pixels mean: places in a palette, or bits under masks. */
final class BmpColours {
    // RGB of 256 indices, or nothing
    private final byte[] palette;
    // of red, green, blue and alpha
    private final int[] masks;

    private BmpColours(byte[] palette, int[] masks) {
        this.palette = palette;
        this.masks = masks;
    }

    /** Colours of so many bytes, blue first; an index without one is black. */
    static BmpColours palette(ByteBuffer bmp, int from, int entry, int count) {
        var palette = new byte[256 * 3];
        for (int i = 0; i < count; i++) {
            int at = from + i * entry;
            palette[i * 3] = bmp.get(at + 2);
            palette[i * 3 + 1] = bmp.get(at + 1);
            palette[i * 3 + 2] = bmp.get(at);
        }
        return new BmpColours(palette, new int[0]);
    }

    static BmpColours masks(int red, int green, int blue, int alpha) {
        return new BmpColours(new byte[0], new int[] {red, green, blue, alpha});
    }

    /** Writes the {@code x}th pixel of a row. */
    void put(byte[] rgb, int x, int pixel) {
        if (palette.length > 0) {
            System.arraycopy(palette, pixel * 3, rgb, x * 3, 3);
        } else {
            int alpha = masks[3] == 0 ? 255 : level(pixel, masks[3]);
            White.put(
                    rgb,
                    x,
                    level(pixel, masks[0]),
                    level(pixel, masks[1]),
                    level(pixel, masks[2]),
                    alpha);
        }
    }

    private static int level(int pixel, int mask) {
        if (mask == 0) {
            return 0;
        }
        int shift = Integer.numberOfTrailingZeros(mask);
        long most = Integer.toUnsignedLong(mask) >>> shift;
        return (int) ((Integer.toUnsignedLong(pixel & mask) >>> shift) * 255 / most);
    }
}
