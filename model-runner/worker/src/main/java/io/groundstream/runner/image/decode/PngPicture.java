package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG: its size stands in the first, and the last one must be there. Only
 * chunks that make pixels are looked into; text and profiles are never inflated.
 */
final class PngPicture implements Encoded {
    private static final int SIGNATURE_BYTES = 8;
    private static final int AROUND_DATA = 12;
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int TRNS = 0x74524E53;
    private static final int IDAT = 0x49444154;
    private static final int EXIF = 0x65584966;
    private static final int ACTL = 0x6163544C;
    private static final int IEND = 0x49454E44;

    private final ByteBuffer png;
    private final PngShape shape;
    private final List<ByteBuffer> data = new ArrayList<>();
    private ByteBuffer palette = ByteBuffer.allocate(0);
    private ByteBuffer transparent = ByteBuffer.allocate(0);
    private Orientation orientation = Orientation.UPRIGHT;
    private int frames = 1;
    private String damage = "";

    private PngPicture(byte[] bytes) throws RefusedException {
        png = ByteBuffer.wrap(bytes);
        int header = SIGNATURE_BYTES + 8;
        if (bytes.length < header + PngShape.BYTES + 4 || png.getInt(header - 4) != IHDR) {
            throw RefusedException.corrupt("the PNG ends before its header, or has none");
        }
        shape = PngShape.read(png.slice(header, PngShape.BYTES));
    }

    static Encoded read(byte[] bytes) throws RefusedException {
        var picture = new PngPicture(bytes);
        picture.walk();
        return picture;
    }

    private void walk() {
        long at = SIGNATURE_BYTES;
        while (at + AROUND_DATA <= png.limit()) {
            int start = (int) at;
            int type = png.getInt(start + 4);
            if (type == IEND) {
                damage = data.isEmpty() ? "the PNG has no pixels" : damage;
                return;
            }
            at += AROUND_DATA + Integer.toUnsignedLong(png.getInt(start));
            if (at > png.limit()) {
                break;
            }
            chunk(type, start + 4, (int) at - 4);
        }
        damage = "the PNG ends before its end chunk";
    }

    /** A chunk's type and data are the bytes from {@code start} to its checksum. */
    private void chunk(int type, int start, int checksum) {
        var content = png.slice(start + 4, checksum - start - 4);
        switch (type) {
            case PLTE -> palette = content;
            case TRNS -> transparent = content;
            case IDAT -> data.add(content);
            case EXIF -> orientation = ExifOrientation.in(png.array(), start + 4, checksum);
            case ACTL -> frames = content.remaining() >= 4 ? Math.max(content.getInt(0), 1) : 1;
            case IHDR -> {}
            default -> {
                return;
            }
        }
        var sum = new CRC32();
        sum.update(png.array(), start, checksum - start);
        if ((int) sum.getValue() != png.getInt(checksum) && type != EXIF && type != ACTL) {
            damage = "a chunk of the PNG has a wrong checksum";
        }
    }

    @Override
    public Header header() {
        return new Header(shape.width(), shape.height(), orientation, frames, damage);
    }

    @Override
    public long memory() {
        return shape.interlaced() ? header().pixels() * 3 : shape.lineBytes(shape.width()) * 2;
    }

    @Override
    public Rows rows(int least) throws RefusedException {
        var colours = new PngColours(shape, palette, transparent);
        return shape.interlaced()
                ? PngInterlaced.decode(shape, new PngLines(shape, data), colours)
                : new PngRows(shape, new PngLines(shape, data), colours);
    }
}
