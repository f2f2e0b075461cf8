package io.groundstream.runner.image.decode;

/** Puts the seven passes of an interlaced PNG together; the whole picture is in memory. */
final class PngInterlaced {
    // of each pass: first column and row, step between columns and rows
    private static final int[][] PASSES = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    private PngInterlaced() {}

    static Rows decode(PngShape shape, PngLines lines, PngColours colours) throws RefusedException {
        var picture = new WholePicture(shape.width(), shape.height());
        var row = new byte[shape.width() * 3];
        try (lines) {
            for (var pass : PASSES) {
                int pixels = (shape.width() - pass[0] + pass[2] - 1) / pass[2];
                if (pixels > 0) {
                    lines.startPass();
                    int bytes = Math.toIntExact(shape.lineBytes(pixels));
                    for (int y = pass[1]; y < shape.height(); y += pass[3]) {
                        colours.convert(lines.next(bytes), pixels, row);
                        picture.scatter(row, pixels, pass[0], pass[2], y);
                    }
                }
            }
        }
        return picture;
    }
}
