package io.groundstream.runner.image.decode;

/** The strips or tiles of a TIFF. */
final class TiffParts {
    private static final int SLACK = 1_024;

    private final long[] offsets;
    private final long[] sizes;
    private final long needed;
    private final boolean tooLarge;

    private TiffParts(long[] offsets, long[] sizes, long needed, boolean tooLarge) {
        this.offsets = offsets;
        this.sizes = sizes;
        this.needed = needed;
        this.tooLarge = tooLarge;
    }

    static TiffParts of(TiffDirectory directory, TiffShape shape) throws RefusedException {
        boolean tiles = directory.all(TiffDirectory.TILE_OFFSETS).length > 0;
        int across = shape.width();
        int down = directory.one(TiffDirectory.ROWS_PER_STRIP, shape.height());
        if (tiles) {
            across = directory.one(TiffDirectory.TILE_WIDTH, 0);
            down = directory.one(TiffDirectory.TILE_HEIGHT, 0);
        }
        // strips may claim more rows than there are, which means all
        down = tiles ? down : Math.min(down, shape.height());
        boolean planes = directory.one(TiffDirectory.PLANES, 1) == 2;
        long count = ceil(shape.width(), across) * ceil(shape.height(), down);
        return new TiffParts(
                directory.all(tiles ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS),
                directory.all(tiles ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES),
                planes ? count * shape.samples() : count,
                across > Math.max(shape.width(), SLACK) + 16
                        || down > Math.max(shape.height(), SLACK) + 16
                        || (long) across * down * shape.samples() > Integer.MAX_VALUE / 8);
    }

    private static long ceil(int whole, int part) {
        return part < 1 ? Integer.MAX_VALUE : ((long) whole + part - 1) / part;
    }

    /**
     * What is wrong, or nothing. Parts that lie over each other would make a small file a long
     * work.
     */
    String damage(int fileBytes) {
        if (tooLarge) {
            return "the TIFF's tiles are larger than its picture";
        }
        if (offsets.length < needed || sizes.length < needed) {
            return "the TIFF lacks strips or tiles";
        }
        long sum = 0;
        for (int i = 0; i < needed; i++) {
            sum += sizes[i];
            if (sizes[i] < 1 || offsets[i] + sizes[i] > fileBytes || sum > fileBytes) {
                return "the TIFF's strips or tiles are not in the file";
            }
        }
        return "";
    }
}
