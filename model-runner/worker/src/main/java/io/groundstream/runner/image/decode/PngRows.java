package io.groundstream.runner.image.decode;

/** Rows of a PNG as they come, of which two are in memory. */
final class PngRows implements Rows {
    private final PngShape shape;
    private final PngLines lines;
    private final PngColours colours;
    private final int lineBytes;
    private final byte[] rgb;

    PngRows(PngShape shape, PngLines lines, PngColours colours) {
        this.shape = shape;
        this.lines = lines;
        this.colours = colours;
        this.lineBytes = Math.toIntExact(shape.lineBytes(shape.width()));
        this.rgb = new byte[shape.width() * 3];
    }

    @Override
    public int width() {
        return shape.width();
    }

    @Override
    public int height() {
        return shape.height();
    }

    @Override
    public byte[] next() throws RefusedException {
        colours.convert(lines.next(lineBytes), shape.width(), rgb);
        return rgb;
    }

    @Override
    public void close() {
        lines.close();
    }
}
