package io.groundstream.runner.image;

/**
 * Squashes RGB rows to a square as Pillow's {@code resize(BICUBIC)} does: a horizontal pass, then a
 * vertical one, each rounded to 8 bits. Rows are handed in from the top, so that the picture need
 * not stand in memory as RGB; what is kept is {@code height * size * 3} bytes. Used for one picture
 * by one thread.
 */
final class Resample implements Squash {
    private static final int HALF = 1 << (Coefficients.PRECISION_BITS - 1);

    private final int size;
    private final int height;
    private final Coefficients across;
    private final byte[] narrow;
    private int rows;

    Resample(int width, int height, int size) {
        this.size = size;
        this.height = height;
        this.across = Coefficients.of(width, size);
        this.narrow = new byte[Math.multiplyExact(Math.multiplyExact(height, size), 3)];
    }

    @Override
    public void row(byte[] rgb) {
        int to = rows++ * size * 3;
        for (int x = 0; x < size; x++) {
            int[] weights = across.weights(x);
            int from = across.first(x) * 3;
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int weight : weights) {
                red += (rgb[from] & 0xFF) * weight;
                green += (rgb[from + 1] & 0xFF) * weight;
                blue += (rgb[from + 2] & 0xFF) * weight;
                from += 3;
            }
            narrow[to] = clip(red);
            narrow[to + 1] = clip(green);
            narrow[to + 2] = clip(blue);
            to += 3;
        }
    }

    @Override
    public byte[] square() {
        if (rows != height) {
            throw new IllegalStateException("wanted " + height + " rows, got " + rows);
        }
        var down = Coefficients.of(height, size);
        int stride = size * 3;
        var square = new byte[size * stride];
        var sums = new int[stride];
        for (int y = 0; y < size; y++) {
            java.util.Arrays.fill(sums, HALF);
            int from = down.first(y) * stride;
            for (int weight : down.weights(y)) {
                for (int i = 0; i < stride; i++) {
                    sums[i] += (narrow[from + i] & 0xFF) * weight;
                }
                from += stride;
            }
            for (int i = 0; i < stride; i++) {
                square[y * stride + i] = clip(sums[i]);
            }
        }
        return square;
    }

    /** What the horizontal pass has made so far. */
    byte[] narrow() {
        return narrow;
    }

    static byte clip(int sum) {
        return (byte) Math.clamp(sum >> Coefficients.PRECISION_BITS, 0, 255);
    }
}
