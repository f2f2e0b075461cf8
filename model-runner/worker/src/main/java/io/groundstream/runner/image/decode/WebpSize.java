package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;

/** What a VP8 or VP8L chunk says of itself. */
record WebpSize(int width, int height, boolean alpha) {
    private static final int LOSSLESS = 0x2F;
    private static final int FOURTEEN_BITS = 0x3FFF;

    static WebpSize of(ByteBuffer chunk) throws RefusedException {
        boolean lossless = chunk.get(3) == 'L';
        if (chunk.limit() < 8 + (lossless ? 5 : 10)) {
            throw RefusedException.corrupt("the WebP ends before its pixels");
        }
        if (lossless) {
            int bits = chunk.getInt(9);
            if (chunk.get(8) != LOSSLESS) {
                throw RefusedException.corrupt("the WebP's pixels have no header");
            }
            int width = (bits & FOURTEEN_BITS) + 1;
            return new WebpSize(width, (bits >>> 14 & FOURTEEN_BITS) + 1, (bits >>> 28 & 1) != 0);
        }
        boolean isKey = (chunk.get(8) & 1) == 0;
        if (!isKey || chunk.get(11) != (byte) 0x9D || chunk.getShort(12) != 0x2A01) {
            throw RefusedException.corrupt("the WebP's pixels have no header");
        }
        return new WebpSize(
                chunk.getShort(14) & FOURTEEN_BITS, chunk.getShort(16) & FOURTEEN_BITS, false);
    }
}
