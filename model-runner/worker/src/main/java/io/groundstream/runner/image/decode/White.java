package io.groundstream.runner.image.decode;

/** Pixels over a white ground. */
final class White {
    private White() {}

    /** Writes the {@code x}th pixel of a row. */
    static void put(byte[] rgb, int x, int red, int green, int blue, int alpha) {
        int to = x * 3;
        rgb[to] = over(red, alpha);
        rgb[to + 1] = over(green, alpha);
        rgb[to + 2] = over(blue, alpha);
    }

    private static byte over(int level, int alpha) {
        return (byte) (alpha == 255 ? level : (level * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}
