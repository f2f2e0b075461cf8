package io.groundstream.runner.image.decode;

import java.nio.ByteOrder;

/**
 * Where the levels of a pixel stand in a row of bytes.
 *
 * @param bytes from one pixel to the next
 */
public record Pixels(int bytes, int red, int green, int blue) {
    /** Three bytes a pixel. */
    public static final Pixels RGB = new Pixels(3, 0, 1, 2);

    /** A word of 32 bits a pixel, red in its highest byte, nothing in its lowest. */
    public static final Pixels WORDS =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                    ? new Pixels(4, 3, 2, 1)
                    : new Pixels(4, 0, 1, 2);

    /** The layout with a fourth byte where there is none. */
    public Pixels wide() {
        return new Pixels(4, red, green, blue);
    }

    /** These pixels with three bytes each; the same array where they have them already. */
    public byte[] rgb(byte[] pixels) {
        if (equals(RGB)) {
            return pixels;
        }
        var rgb = new byte[pixels.length / bytes * 3];
        int to = 0;
        for (int from = 0; from < pixels.length; from += bytes) {
            rgb[to++] = pixels[from + red];
            rgb[to++] = pixels[from + green];
            rgb[to++] = pixels[from + blue];
        }
        return rgb;
    }
}
