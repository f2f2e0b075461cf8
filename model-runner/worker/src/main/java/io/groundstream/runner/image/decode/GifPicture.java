package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first frame of a GIF on its screen, which grows where the frame stands out of it. As Pillow
 * does, the rest of the screen has the transparent colour, or else the first one.
 */
final class GifPicture implements Encoded {
    private static final int SCREEN_BYTES = 13;
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xF9;
    private static final int IMAGE = 0x2C;
    private static final int IMAGE_BYTES = 9;

    private final ByteBuffer gif;
    private final GifPalette global;
    private int transparent = -1;
    private GifFrame first = GifFrame.NONE;
    private int frames;

    private GifPicture(byte[] bytes) {
        gif = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        gif.position(SCREEN_BYTES);
        global = GifPalette.read(gif, gif.get(10));
    }

    static Encoded read(byte[] bytes) throws RefusedException {
        if (bytes.length < SCREEN_BYTES) {
            throw RefusedException.corrupt("the GIF ends before its screen");
        }
        var picture = new GifPicture(bytes);
        picture.walk();
        if (picture.frames == 0) {
            throw RefusedException.corrupt("the GIF has no frame");
        }
        return picture;
    }

    /** Later frames are counted; what is wrong with them is nobody's concern. */
    private void walk() {
        while (gif.hasRemaining()) {
            int block = gif.get() & 0xFF;
            if (block == IMAGE && gif.remaining() > IMAGE_BYTES) {
                image();
            } else if (block == EXTENSION && gif.remaining() > 1) {
                extension(gif.get() & 0xFF);
            } else {
                return;
            }
            skipBlocks();
        }
    }

    private void extension(int label) {
        int at = gif.position();
        if (label == CONTROL && frames == 0 && gif.remaining() >= 5 && gif.get(at) >= 4) {
            transparent = (gif.get(at + 1) & 1) == 0 ? -1 : gif.get(at + 4) & 0xFF;
        }
    }

    private void image() {
        int at = gif.position();
        gif.position(at + IMAGE_BYTES);
        byte flags = gif.get(at + 8);
        var local = GifPalette.read(gif, flags);
        if (frames++ == 0) {
            first =
                    new GifFrame(
                            gif.getShort(at) & 0xFFFF,
                            gif.getShort(at + 2) & 0xFFFF,
                            gif.getShort(at + 4) & 0xFFFF,
                            gif.getShort(at + 6) & 0xFFFF,
                            (flags & 0x40) != 0,
                            gif.position());
            if (local.size() > 0) {
                first = first.with(local);
            } else {
                first = first.with(global);
            }
        }
        gif.position(Math.min(gif.position() + 1, gif.limit()));
    }

    private void skipBlocks() {
        while (gif.hasRemaining()) {
            int length = gif.get() & 0xFF;
            if (length == 0) {
                return;
            }
            gif.position(Math.min(gif.position() + length, gif.limit()));
        }
    }

    @Override
    public Header header() {
        int width = Math.max(gif.getShort(6) & 0xFFFF, first.left() + first.width());
        int height = Math.max(gif.getShort(8) & 0xFFFF, first.top() + first.height());
        var damage = first.width() == 0 || first.height() == 0 ? "the frame has no pixels" : "";
        return new Header(width, height, Orientation.UPRIGHT, frames, damage);
    }

    @Override
    public long memory() {
        return header().pixels() * 3;
    }

    @Override
    public Rows rows(int least) throws RefusedException {
        var header = header();
        var picture = new WholePicture(header.width(), header.height());
        first.paint(gif.duplicate(), transparent, picture);
        return picture;
    }
}
