package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;

/**
 * The header chunk of a PNG.
 *
 * @param depth bits of a sample
 * @param samples of a pixel
 * @param paletted whether the sample is an index
 */
record PngShape(
        int width, int height, int depth, int samples, boolean paletted, boolean interlaced) {
    static final int BYTES = 13;

    static PngShape read(ByteBuffer header) throws RefusedException {
        int width = header.getInt();
        int height = header.getInt();
        int depth = header.get();
        int type = header.get();
        // methods of compression and filtering, of which there is one
        boolean known = header.getShort() == 0;
        int interlace = header.get();
        if (width < 0 || height < 0) {
            throw RefusedException.corrupt("the PNG's header has a negative size");
        }
        if (!known || interlace < 0 || interlace > 1 || !isAllowed(type, depth)) {
            throw RefusedException.corrupt(
                    "the PNG's header has colour type " + type + " with " + depth + " bits");
        }
        int samples = (type & 2) == 0 || type == 3 ? 1 : 3;
        samples += type >> 2;
        return new PngShape(width, height, depth, samples, type == 3, interlace == 1);
    }

    private static boolean isAllowed(int type, int depth) {
        return switch (type) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    boolean alpha() {
        return samples == 2 || samples == 4;
    }

    /** Bytes of a line of so many pixels, without the byte that names its filter. */
    long lineBytes(int pixels) {
        return ((long) pixels * samples * depth + 7) / 8;
    }

    /** How many bytes back the same sample of the pixel before is; 1 or more. */
    int step() {
        return Math.max(samples * depth / 8, 1);
    }
}
