package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first page of a TIFF. Java's own reader decodes it, but is shown a directory of our own
 * making, in which every number has been checked: it reserves memory by what it reads there.
 */
final class TiffPicture implements Encoded {
    private final byte[] bytes;
    private final TiffDirectory directory;
    private final TiffShape shape;
    private final TiffParts parts;

    private TiffPicture(byte[] bytes, TiffDirectory directory) throws RefusedException {
        this.bytes = bytes;
        this.directory = directory;
        this.shape = TiffShape.of(directory);
        this.parts = TiffParts.of(directory, shape);
    }

    static Encoded read(byte[] bytes) throws RefusedException {
        if (bytes.length < 8) {
            throw RefusedException.corrupt("the TIFF ends before its directory");
        }
        var order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new TiffPicture(bytes, TiffDirectory.first(ByteBuffer.wrap(bytes).order(order)));
    }

    @Override
    public Header header() {
        return new Header(
                shape.width(),
                shape.height(),
                orientation(),
                directory.pages(),
                parts.damage(bytes.length));
    }

    private Orientation orientation() {
        var numbers = directory.all(TiffDirectory.ORIENTATION);
        return numbers.length == 0 ? Orientation.UPRIGHT : Orientation.ofExif((int) numbers[0]);
    }

    /** The picture's samples, and as much again for a strip or tile before it is put there. */
    @Override
    public long memory() {
        return 2 * shape.pixels() * shape.samples() * Math.max(shape.bits() / 8, 1) + bytes.length;
    }

    @Override
    public Rows rows(int least) throws RefusedException {
        var rewritten = new TiffRewrite(bytes, directory, shape).write();
        var palette = directory.all(TiffDirectory.PALETTE);
        if (shape.photometric() == TiffShape.PALETTE && palette.length < 3 << shape.bits()) {
            throw RefusedException.corrupt("the TIFF's palette is too short");
        }
        return new TiffRows(JavaReader.tiff(rewritten, header()), shape, palette);
    }
}
