package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks the chunks of a WebP. The size of the pixels stands in three places; they must agree, as a
 * decoder reserves memory by one and writes by another.
 */
final class WebpHeader {
    private static final int VP8 = 0x20385056;
    private static final int VP8L = 0x4C385056;
    private static final int VP8X = 0x58385056;
    private static final int ALPH = 0x48504C41;
    private static final int ANMF = 0x464D4E41;
    private static final int EXIF = 0x46495845;
    private static final int FRAME_HEADER = 16;
    private static final byte HAS_ALPHA = 0x10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteBuffer file;
    private int canvasWidth;
    private int canvasHeight;
    private boolean transparent;
    private ByteBuffer alpha = NOTHING;
    private ByteBuffer pixels = NOTHING;
    private ByteBuffer animated = NOTHING;
    private Orientation orientation = Orientation.UPRIGHT;
    private int frames;
    private String damage = "";

    WebpHeader(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    Encoded read() throws RefusedException {
        long end = 8 + Integer.toUnsignedLong(file.getInt(4));
        if (end > file.limit()) {
            damage = "the WebP ends early";
        }
        walk(12, (int) Math.min(end, file.limit()));
        return pixels.hasRemaining() ? still() : animation();
    }

    private void walk(int from, int to) {
        long at = from;
        while (at + 8 <= to) {
            int start = (int) at;
            long length = Integer.toUnsignedLong(file.getInt(start + 4));
            at += 8 + length + (length & 1);
            if (start + 8 + length > to) {
                damage = "a chunk of the WebP ends early";
            } else {
                chunk(file.getInt(start), start, (int) Math.min(at, to));
            }
        }
    }

    private void chunk(int type, int start, int end) {
        var whole = file.slice(start, end - start).order(ByteOrder.LITTLE_ENDIAN);
        int data = start + 8;
        switch (type) {
            case VP8, VP8L -> pixels = pixels.hasRemaining() ? pixels : whole;
            case ALPH -> alpha = alpha.hasRemaining() ? alpha : whole;
            case EXIF -> orientation = ExifOrientation.in(file.array(), data, end);
            case ANMF -> animated = frames++ == 0 ? whole : animated;
            case VP8X -> {
                if (canvasWidth == 0 && end - data >= 10) {
                    transparent = (file.get(data) & HAS_ALPHA) != 0;
                    canvasWidth = threeBytes(data + 4) + 1;
                    canvasHeight = threeBytes(data + 7) + 1;
                }
            }
            default -> {}
        }
    }

    private Encoded still() throws RefusedException {
        var size = WebpSize.of(pixels);
        if (canvasWidth != 0 && (canvasWidth != size.width() || canvasHeight != size.height())) {
            throw RefusedException.corrupt("the WebP's canvas is not as large as its picture");
        }
        var seen = transparent || size.alpha() || alpha.hasRemaining();
        return picture(size.width(), size.height(), 0, 0, size, seen);
    }

    /** The walk over the first frame's chunks finds its pixels as it would a still's. */
    private Encoded animation() throws RefusedException {
        int data = animated.hasRemaining() ? animated.arrayOffset() + 8 : file.limit();
        int end = data - 8 + animated.remaining();
        if (end - data < FRAME_HEADER || canvasWidth == 0) {
            throw RefusedException.corrupt("the WebP has no picture in it");
        }
        alpha = NOTHING;
        int counted = frames;
        walk(data + FRAME_HEADER, end);
        frames = counted;
        if (!pixels.hasRemaining()) {
            throw RefusedException.corrupt("the WebP's first frame has no pixels");
        }
        var size = WebpSize.of(pixels);
        int left = threeBytes(data) * 2;
        int top = threeBytes(data + 3) * 2;
        if (size.width() != threeBytes(data + 6) + 1
                || size.height() != threeBytes(data + 9) + 1
                || left + size.width() > canvasWidth
                || top + size.height() > canvasHeight) {
            throw RefusedException.corrupt("the WebP's first frame is not on its canvas");
        }
        return picture(canvasWidth, canvasHeight, left, top, size, transparent);
    }

    private Encoded picture(
            int width, int height, int left, int top, WebpSize size, boolean transparent) {
        var header = new Header(width, height, orientation, Math.max(frames, 1), damage);
        var frame = new WebpFrame(left, top, size.width(), size.height(), alpha, pixels);
        return new WebpPicture(header, frame, transparent);
    }

    private int threeBytes(int at) {
        return (file.getShort(at) & 0xFFFF) | (file.get(at + 2) & 0xFF) << 16;
    }
}
