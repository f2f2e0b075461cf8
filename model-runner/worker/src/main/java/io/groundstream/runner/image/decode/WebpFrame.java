package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A frame of a WebP: where it is on the canvas, and the chunks that make its pixels. */
record WebpFrame(int left, int top, int width, int height, ByteBuffer alpha, ByteBuffer pixels) {
    private static final int FILE_HEADER = 12;
    private static final int EXTENDED = 18;
    private static final byte HAS_ALPHA = 0x10;

    /** A still WebP of this frame alone. */
    byte[] still() {
        int extended = alpha.hasRemaining() ? EXTENDED : 0;
        int size = FILE_HEADER + extended + alpha.remaining() + pixels.remaining();
        var still = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        still.put(ascii("RIFF")).putInt(size - 8).put(ascii("WEBP"));
        if (alpha.hasRemaining()) {
            still.put(ascii("VP8X")).putInt(EXTENDED - 8).putInt(HAS_ALPHA);
            putThreeBytes(still, width - 1);
            putThreeBytes(still, height - 1);
            still.put(alpha.duplicate());
        }
        return still.put(pixels.duplicate()).array();
    }

    private static void putThreeBytes(ByteBuffer to, int value) {
        to.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
