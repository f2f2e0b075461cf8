package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds the orientation in Exif data, a TIFF structure of which only the first directory is read.
 * JPEG puts "Exif" and two zero bytes before it, WebP does or does not. Whatever is wrong with it
 * means upright: no input throws, and the work is bounded by {@link #MOST_ENTRIES}.
 */
final class ExifOrientation {
    private static final byte[] SIGNATURE = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG = 0x0112;
    private static final int TYPE_SHORT = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int MOST_ENTRIES = 1_000;

    private ExifOrientation() {}

    static boolean isExif(byte[] bytes, int from, int to) {
        if (to - from < SIGNATURE.length) {
            return false;
        }
        for (int i = 0; i < SIGNATURE.length; i++) {
            if (bytes[from + i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    /** The orientation in {@code bytes[from..to)}, with the signature or without it. */
    static Orientation in(byte[] bytes, int from, int to) {
        int start = isExif(bytes, from, to) ? from + SIGNATURE.length : from;
        if (to - start < 8) {
            return Orientation.UPRIGHT;
        }
        var tiff = ByteBuffer.wrap(bytes, start, to - start).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (tiff.getShort(2) != 42 || directory > tiff.limit() - 2L) {
            return Orientation.UPRIGHT;
        }
        int at = (int) directory;
        int entries = Math.min(Short.toUnsignedInt(tiff.getShort(at)), MOST_ENTRIES);
        at += 2;
        for (int i = 0; i < entries && at <= tiff.limit() - ENTRY_BYTES; i++, at += ENTRY_BYTES) {
            if (Short.toUnsignedInt(tiff.getShort(at)) == TAG
                    && tiff.getShort(at + 2) == TYPE_SHORT) {
                return Orientation.ofExif(Short.toUnsignedInt(tiff.getShort(at + 8)));
            }
        }
        return Orientation.UPRIGHT;
    }
}
