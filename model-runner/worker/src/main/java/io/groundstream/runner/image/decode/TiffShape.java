package io.groundstream.runner.image.decode;

import java.util.Set;

/**
 * What a TIFF's samples are.
 *
 * @param bits of each sample
 * @param alpha of the last sample: 1 colours are multiplied with it, 2 they are not, 0 none
 */
record TiffShape(
        int width, int height, int bits, int samples, int compression, int photometric, int alpha) {
    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int CMYK = 5;

    private static final int PLAIN = 1;
    private static final Set<Integer> FAX = Set.of(2, 3, 4);
    // LZW, two numbers of Deflate, PackBits
    private static final Set<Integer> PACKED = Set.of(5, 8, 32_946, 32_773);

    static TiffShape of(TiffDirectory directory) throws RefusedException {
        var bits = directory.all(TiffDirectory.BITS);
        int samples = directory.one(TiffDirectory.SAMPLES, 1);
        var shape =
                new TiffShape(
                        directory.one(TiffDirectory.WIDTH, 0),
                        directory.one(TiffDirectory.HEIGHT, 0),
                        directory.one(TiffDirectory.BITS, 1),
                        samples,
                        directory.one(TiffDirectory.COMPRESSION, PLAIN),
                        directory.one(TiffDirectory.PHOTOMETRIC, -1),
                        alpha(directory, samples));
        for (long each : bits) {
            if (each != shape.bits) {
                throw RefusedException.unsupported("a TIFF whose samples differ in their bits");
            }
        }
        if (!shape.isAllowed() || directory.one(TiffDirectory.SAMPLE_FORMAT, 1) != 1) {
            throw RefusedException.unsupported("a TIFF of this kind: " + shape);
        }
        return shape;
    }

    private static int alpha(TiffDirectory directory, int samples) throws RefusedException {
        int extra = directory.one(TiffDirectory.EXTRA_SAMPLES, 0);
        return (samples == 2 || samples == 4) && extra <= 2 ? extra : 0;
    }

    private boolean isAllowed() {
        boolean whole = bits == 8 || bits == 16;
        boolean part = bits == 1 || bits == 2 || bits == 4;
        return switch (photometric) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO ->
                    (samples == 1 ? whole || part : samples == 2 && whole) && isKnown();
            case RGB -> (samples == 3 || samples == 4) && whole && isKnown();
            case PALETTE -> samples == 1 && (bits == 8 || part) && isKnown();
            case CMYK -> samples == 4 && bits == 8 && isKnown();
            default -> false;
        };
    }

    private boolean isKnown() {
        return compression == PLAIN
                || PACKED.contains(compression)
                || (FAX.contains(compression) && bits == 1 && samples == 1);
    }

    boolean plain() {
        return compression == PLAIN;
    }

    long pixels() {
        return (long) width * height;
    }
}
