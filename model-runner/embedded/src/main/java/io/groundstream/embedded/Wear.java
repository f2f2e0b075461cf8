package io.groundstream.embedded;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * What a picture has been through after it was painted.
 *
 * @param noise standard deviation of the noise on each colour, in levels of 255; 0 for none
 * @param jpegQuality 1 to 100 for a picture that was stored as JPEG; 0 for one that was not
 * @param seed of the noise
 */
record Wear(double noise, int jpegQuality, long seed) {
    static final Wear NONE = new Wear(0, 0, 0);

    private static final double SHARE = 0.3;
    private static final int DEVIATES = 1 << 12;

    /** Deviates of a normal distribution, drawn once. */
    private static final double[] NORMAL = normal(new SplittableRandom(1));

    static Wear draw(RandomGenerator random) {
        double noise = random.nextDouble() < SHARE ? random.nextDouble(2, 14) : 0;
        int quality = random.nextDouble() < SHARE ? random.nextInt(35, 91) : 0;
        return new Wear(noise, quality, random.nextLong());
    }

    private static double[] normal(RandomGenerator random) {
        return IntStream.range(0, DEVIATES).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    /** The worn picture, of type RGB; the given one may be changed. */
    BufferedImage apply(BufferedImage picture) {
        if (noise > 0) {
            addNoise(picture);
        }
        return jpegQuality > 0 ? stored(picture) : picture;
    }

    private void addNoise(BufferedImage picture) {
        var levels = new int[DEVIATES];
        for (int i = 0; i < DEVIATES; i++) {
            levels[i] = (int) Math.rint(noise * NORMAL[i]);
        }
        var random = new SplittableRandom(seed);
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            long bits = random.nextLong();
            int rgb = pixels[i];
            int red = clamp((rgb >> 16 & 255) + levels[(int) (bits & DEVIATES - 1)]);
            int green = clamp((rgb >> 8 & 255) + levels[(int) (bits >> 12 & DEVIATES - 1)]);
            int blue = clamp((rgb & 255) + levels[(int) (bits >> 24 & DEVIATES - 1)]);
            pixels[i] = red << 16 | green << 8 | blue;
        }
    }

    private static int clamp(int level) {
        return Math.clamp(level, 0, 255);
    }

    private BufferedImage stored(BufferedImage picture) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try {
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(jpegQuality / 100f);
            try (var out = new MemoryCacheImageOutputStream(bytes)) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(picture, null, null), how);
            }
            reader.setInput(
                    new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            var graphics = picture.createGraphics();
            graphics.drawImage(reader.read(0), 0, 0, null);
            graphics.dispose();
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
            reader.dispose();
        }
    }
}
