package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A BMP of any depth, from the top or from the bottom, plain, run-length coded or with masks. */
final class BmpPicture implements Encoded {
    private static final int FILE_HEADER = 14;
    private static final int OLD_HEADER = 12;
    private static final int PLAIN = 0;
    private static final int RUNS_OF_8 = 1;
    private static final int RUNS_OF_4 = 2;
    private static final int MASKS = 3;
    private static final int ALPHA_MASKS = 6;

    private final ByteBuffer bmp;
    private final int headerBytes;
    private final int width;
    private final int height;
    private final int bits;
    private final int coding;

    private BmpPicture(ByteBuffer bmp) throws RefusedException {
        this.bmp = bmp;
        headerBytes = bmp.getInt(FILE_HEADER);
        if (headerBytes == OLD_HEADER) {
            width = bmp.getShort(18) & 0xFFFF;
            height = bmp.getShort(20) & 0xFFFF;
            bits = bmp.getShort(24);
            coding = PLAIN;
        } else if (headerBytes >= 40 && headerBytes <= 124) {
            width = bmp.getInt(18);
            height = bmp.getInt(22);
            bits = bmp.getShort(28);
            coding = bmp.getInt(30);
        } else {
            throw RefusedException.corrupt("the BMP has a header of " + headerBytes + " bytes");
        }
        if (width < 0 || height == Integer.MIN_VALUE || data() < 0) {
            throw RefusedException.corrupt("the BMP's header has negative numbers");
        }
        if (!isAllowed()) {
            throw RefusedException.unsupported(
                    "a BMP of " + bits + " bits a pixel in coding " + coding);
        }
    }

    static Encoded read(byte[] bytes) throws RefusedException {
        if (bytes.length < FILE_HEADER + 40) {
            throw RefusedException.corrupt("the BMP ends before its header does");
        }
        return new BmpPicture(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    private boolean isAllowed() {
        return switch (coding) {
            case PLAIN ->
                    bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
            case RUNS_OF_8 -> bits == 8;
            case RUNS_OF_4 -> bits == 4;
            case MASKS, ALPHA_MASKS -> bits == 16 || bits == 32;
            default -> false;
        };
    }

    private boolean hasRuns() {
        return coding == RUNS_OF_8 || coding == RUNS_OF_4;
    }

    private int data() {
        return bmp.getInt(10);
    }

    private long stride() {
        return ((long) width * bits + 31) / 32 * 4;
    }

    @Override
    public Header header() {
        long needed = hasRuns() ? 0 : stride() * Math.abs((long) height);
        var damage = data() + needed > bmp.limit() ? "the BMP ends before its pixels do" : "";
        return new Header(width, Math.abs(height), Orientation.UPRIGHT, 1, damage);
    }

    @Override
    public long memory() {
        return hasRuns() ? header().pixels() : width * 3L;
    }

    @Override
    public Rows rows(int least) throws RefusedException {
        var colours = bits <= 8 ? palette() : masks();
        if (hasRuns()) {
            var runs = new BmpRuns(bmp.position(data()), bits, width, Math.abs(height));
            return new BmpRows(runs.indices(), width, width, height, 8, colours);
        }
        int stride = Math.toIntExact(stride());
        return new BmpRows(bmp.position(data()).slice(), stride, width, height, bits, colours);
    }

    private BmpColours palette() {
        int masks = headerBytes == 40 && coding == MASKS ? 12 : 0;
        int from = FILE_HEADER + headerBytes + masks;
        int entry = headerBytes == OLD_HEADER ? 3 : 4;
        int used = headerBytes == OLD_HEADER ? 0 : bmp.getInt(46);
        int most = Math.min((bmp.limit() - from) / entry, 1 << bits);
        int count = used > 0 ? Math.min(used, most) : most;
        return BmpColours.palette(bmp, from, entry, count);
    }

    private BmpColours masks() {
        if (coding == PLAIN) {
            return bits == 16
                    ? BmpColours.masks(0x7C00, 0x3E0, 0x1F, 0)
                    : BmpColours.masks(0xFF0000, 0xFF00, 0xFF, 0);
        }
        int from = FILE_HEADER + 40;
        boolean alpha = headerBytes >= 56 || coding == ALPHA_MASKS;
        return BmpColours.masks(
                bmp.getInt(from),
                bmp.getInt(from + 4),
                bmp.getInt(from + 8),
                alpha ? bmp.getInt(from + 12) : 0);
    }
}
