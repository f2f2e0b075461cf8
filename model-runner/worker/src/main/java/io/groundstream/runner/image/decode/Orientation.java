package io.groundstream.runner.image.decode;

/**
 * How a stored picture must be turned to stand upright; the constants are in the order of EXIF's
 * values 1 to 8.
 */
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    ROTATED_180(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    ROTATED_90(true, false, true),
    TRANSVERSED(true, true, true),
    ROTATED_270(true, true, false);

    /** True if the upright picture's rows are the stored picture's columns. */
    private final boolean swapsAxes;

    // which stored axis runs backwards
    private final boolean mirrorsX;
    private final boolean mirrorsY;

    Orientation(boolean swapsAxes, boolean mirrorsX, boolean mirrorsY) {
        this.swapsAxes = swapsAxes;
        this.mirrorsX = mirrorsX;
        this.mirrorsY = mirrorsY;
    }

    /** Values outside 1 to 8 are nonsense and mean upright. */
    static Orientation ofExif(int value) {
        var all = values();
        return value >= 1 && value <= all.length ? all[value - 1] : UPRIGHT;
    }

    public boolean swapsAxes() {
        return swapsAxes;
    }

    /** The upright square of a stored square of {@code size * size} RGB pixels. */
    public byte[] turn(byte[] stored, int size) {
        if (this == UPRIGHT) {
            return stored;
        }
        var upright = new byte[stored.length];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int column = swapsAxes ? y : x;
                int row = swapsAxes ? x : y;
                column = mirrorsX ? size - 1 - column : column;
                row = mirrorsY ? size - 1 - row : row;
                System.arraycopy(stored, (row * size + column) * 3, upright, (y * size + x) * 3, 3);
            }
        }
        return upright;
    }
}
