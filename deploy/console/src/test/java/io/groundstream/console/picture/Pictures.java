package io.groundstream.console.picture;

import io.groundstream.testing.Mutations;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import javax.imageio.ImageIO;

/** Pictures that tests publish. */
public final class Pictures {
    private Pictures() {}

    /** Red on the left, blue on the right. */
    public static byte[] png(int width, int height) {
        return encoded("png", width, height);
    }

    public static byte[] jpeg(int width, int height) {
        return encoded("jpeg", width, height);
    }

    public static byte[] cutShort(byte[] picture) {
        return Arrays.copyOf(picture, picture.length / 2);
    }

    /** Few bytes that claim to be 50,000 pixels on a side. */
    public static byte[] bomb() {
        var png = png(16, 16);
        ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);
        Mutations.repairChecksums(png);
        return png;
    }

    private static byte[] encoded(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
