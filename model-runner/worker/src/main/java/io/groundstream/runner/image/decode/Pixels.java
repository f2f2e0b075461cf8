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
}
