package io.groundstream.runner.image;

import java.nio.ByteBuffer;

/** Walks the chunks of a PNG: its size stands in the first, and the last one must be there. */
final class PngHeader {
    private static final int SIGNATURE_BYTES = 8;
    private static final int AROUND_DATA = 12;
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454E44;

    private PngHeader() {}

    static Header read(byte[] bytes) throws RefusedException {
        var png = ByteBuffer.wrap(bytes);
        if (bytes.length < SIGNATURE_BYTES + AROUND_DATA + 13
                || png.getInt(SIGNATURE_BYTES + 4) != IHDR) {
            throw RefusedException.corrupt("the PNG ends before its header, or has none");
        }
        int width = png.getInt(SIGNATURE_BYTES + 8);
        int height = png.getInt(SIGNATURE_BYTES + 12);
        if (width < 0 || height < 0) {
            throw RefusedException.corrupt("the PNG's header has a negative size");
        }
        var damage = hasEnd(png) ? "" : "the PNG ends before its end chunk";
        return new Header(width, height, Orientation.UPRIGHT, damage);
    }

    private static boolean hasEnd(ByteBuffer png) {
        long at = SIGNATURE_BYTES;
        while (at + AROUND_DATA <= png.limit()) {
            if (png.getInt((int) at + 4) == IEND) {
                return true;
            }
            at += AROUND_DATA + Integer.toUnsignedLong(png.getInt((int) at));
        }
        return false;
    }
}
