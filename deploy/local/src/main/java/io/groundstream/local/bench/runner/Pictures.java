package io.groundstream.local.bench.runner;

import io.groundstream.embedded.Scenes;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

/** Pictures as publishers send them: scenes as JPEG files of 640 × 480. */
public final class Pictures {
    private static final long FIRST_SEED = 910_000_000L;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private Pictures() {}

    public static List<byte[]> jpegs(int count) {
        var files = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            files.add(jpeg(scaled(Scenes.draw(FIRST_SEED + i).picture())));
        }
        return files;
    }

    /** The same picture in other bytes: with a comment that says which it is. */
    static byte[] marked(byte[] jpeg, int number) {
        return ByteBuffer.allocate(jpeg.length + 8)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) 6)
                .putInt(number)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static BufferedImage scaled(BufferedImage picture) {
        var out = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var graphics = out.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, WIDTH, HEIGHT, null);
        graphics.dispose();
        return out;
    }

    private static byte[] jpeg(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
