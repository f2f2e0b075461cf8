package io.groundstream.console.browser;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

/** A picture with something where {@link Written}'s box is. */
final class Drawing {
    private Drawing() {}

    static byte[] png() {
        var image = new BufferedImage(Written.WIDTH, Written.HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(0xCFE3DC));
        graphics.fillRect(0, 0, Written.WIDTH, Written.HEIGHT);
        graphics.setColor(new Color(0xC8553D));
        graphics.fillOval(
                Written.WIDTH / 5, Written.HEIGHT / 4, Written.WIDTH * 2 / 5, Written.HEIGHT / 2);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
