package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;

/** Colours of a GIF, three bytes each; without any, an index is a level of grey. */
record GifPalette(ByteBuffer colours) {
    static final GifPalette NONE = new GifPalette(ByteBuffer.allocate(0));

    /** Reads as many colours as the flags say, and moves behind them. */
    static GifPalette read(ByteBuffer gif, byte flags) {
        if ((flags & 0x80) == 0) {
            return NONE;
        }
        int bytes = Math.min(3 << ((flags & 7) + 1), gif.remaining());
        var colours = gif.slice(gif.position(), bytes);
        gif.position(gif.position() + bytes);
        return new GifPalette(colours);
    }

    int size() {
        return colours.limit() / 3;
    }

    /** All 256 indices as RGB over white. */
    byte[] rgb(int transparent) {
        var rgb = new byte[256 * 3];
        for (int i = 0; i < 256; i++) {
            int alpha = i == transparent ? 0 : 255;
            White.put(rgb, i, level(i, 0), level(i, 1), level(i, 2), alpha);
        }
        return rgb;
    }

    private int level(int index, int channel) {
        if (size() == 0) {
            return index;
        }
        return index < size() ? colours.get(index * 3 + channel) & 0xFF : 0;
    }
}
