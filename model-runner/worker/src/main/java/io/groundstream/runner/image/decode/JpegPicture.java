package io.groundstream.runner.image.decode;

import java.util.Optional;

/**
 * A JPEG. libjpeg-turbo decodes it, at a half, a quarter or an eighth of its size where that is
 * enough. What it finds fault with, or all where it is missing, Java's own reader decodes, which
 * tells harmless faults from lost data.
 */
final class JpegPicture implements Encoded {
    private static final int SMALLEST = 8;

    private final Header header;
    private final int components;
    private final boolean buffered;
    private final int sampling;
    private final byte[] bytes;

    /**
     * @param buffered whether decoders keep all coefficients, as for several scans
     * @param sampling of the first of three components that are YCbCr, the others 1 x 1, in a
     *     baseline JPEG; else 0
     */
    JpegPicture(Header header, int components, boolean buffered, int sampling, byte[] bytes) {
        this.header = header;
        this.components = components;
        this.buffered = buffered;
        this.sampling = sampling;
        this.bytes = bytes;
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public long memory() {
        return header.pixels() * (4 + (buffered ? components * 2 : 0));
    }

    @Override
    public Rows rows(int least) throws RefusedException {
        int reduction = reduction(least);
        Optional<Leptonica> library = Leptonica.find();
        if (library.isPresent()) {
            if (reduction == 1 && sampling != 0) {
                var rows = library.get().strip(bytes, header, sampling);
                if (rows.isPresent()) {
                    return rows.get();
                }
            }
            var rows = library.get().jpeg(bytes, reduction);
            if (rows.isPresent()) {
                return expected(rows.get(), reduction);
            }
        }
        if (components == 4) {
            throw library.isPresent()
                    ? RefusedException.corrupt("the JPEG's data are damaged")
                    : RefusedException.unsupported("no decoder for CMYK on this platform");
        }
        return JavaReader.jpeg(bytes, header);
    }

    private Rows expected(Rows rows, int reduction) throws RefusedException {
        if (rows.width() != reduced(header.width(), reduction)
                || rows.height() != reduced(header.height(), reduction)) {
            rows.close();
            throw RefusedException.corrupt("the JPEG's frame has another size than its header");
        }
        return rows;
    }

    private int reduction(int least) {
        int shorter = Math.min(header.width(), header.height());
        int reduction = SMALLEST;
        while (reduction > 1 && reduced(shorter, reduction) < least) {
            reduction /= 2;
        }
        return reduction;
    }

    private static int reduced(int side, int reduction) {
        return (side + reduction - 1) / reduction;
    }
}
