package io.groundstream.console.picture;

import io.groundstream.runner.image.Gated.Prepared;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Gives a picture that the gate has made square its shape back, and writes it as a JPEG. */
final class Miniature {
    private static final float QUALITY = 0.85f;

    private Miniature() {}

    static byte[] jpeg(Prepared picture) {
        int side = (int) Math.round(Math.sqrt(picture.rgb().remaining() / 3.0));
        long longer = Math.max(picture.width(), picture.height());
        int width = (int) Math.max(1, Math.round(side * (double) picture.width() / longer));
        int height = (int) Math.max(1, Math.round(side * (double) picture.height() / longer));
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, mean(picture.rgb(), side, x, width, y, height));
            }
        }
        return encode(image);
    }

    /** Of the square's pixels that fall into the place; one side of it is a single pixel. */
    private static int mean(ByteBuffer rgb, int side, int x, int width, int y, int height) {
        int fromX = x * side / width;
        int toX = Math.max(fromX + 1, (x + 1) * side / width);
        int fromY = y * side / height;
        int toY = Math.max(fromY + 1, (y + 1) * side / height);
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int row = fromY; row < toY; row++) {
            for (int column = fromX; column < toX; column++) {
                int at = rgb.position() + (row * side + column) * 3;
                red += rgb.get(at) & 0xFF;
                green += rgb.get(at + 1) & 0xFF;
                blue += rgb.get(at + 2) & 0xFF;
            }
        }
        int pixels = (toX - fromX) * (toY - fromY);
        return ((red / pixels) << 16) | ((green / pixels) << 8) | (blue / pixels);
    }

    private static byte[] encode(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
