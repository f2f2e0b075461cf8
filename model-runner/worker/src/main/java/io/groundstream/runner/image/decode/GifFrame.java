package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;

/**
 * One frame of a GIF.
 *
 * @param start of its data in the file
 */
record GifFrame(
        int left,
        int top,
        int width,
        int height,
        boolean interlaced,
        int start,
        GifPalette palette) {
    static final GifFrame NONE = new GifFrame(0, 0, 0, 0, false, 0);
    private static final int[] FIRST_ROWS = {0, 4, 2, 1};
    private static final int[] ROW_STEPS = {8, 8, 4, 2};

    GifFrame(int left, int top, int width, int height, boolean interlaced, int start) {
        this(left, top, width, height, interlaced, start, GifPalette.NONE);
    }

    GifFrame with(GifPalette colours) {
        return new GifFrame(left, top, width, height, interlaced, start, colours);
    }

    void paint(ByteBuffer gif, int transparent, WholePicture picture) throws RefusedException {
        var colours = palette.rgb(transparent);
        ground(colours, Math.max(transparent, 0), picture);
        gif.position(start);
        var codes = new GifCodes(gif);
        if (!interlaced) {
            rows(codes, colours, 0, 1, picture);
            return;
        }
        for (int pass = 0; pass < FIRST_ROWS.length; pass++) {
            rows(codes, colours, FIRST_ROWS[pass], ROW_STEPS[pass], picture);
        }
    }

    private static void ground(byte[] colours, int index, WholePicture picture) {
        var row = new byte[picture.width() * 3];
        for (int x = 0; x < picture.width(); x++) {
            System.arraycopy(colours, index * 3, row, x * 3, 3);
        }
        for (int y = 0; y < picture.height(); y++) {
            picture.scatter(row, picture.width(), 0, 1, y);
        }
    }

    private void rows(GifCodes codes, byte[] colours, int from, int step, WholePicture picture)
            throws RefusedException {
        var indices = new byte[width];
        var row = new byte[width * 3];
        for (int y = from; y < height; y += step) {
            codes.fill(indices);
            for (int x = 0; x < width; x++) {
                System.arraycopy(colours, (indices[x] & 0xFF) * 3, row, x * 3, 3);
            }
            picture.scatter(row, width, left, 1, top + y);
        }
    }
}
