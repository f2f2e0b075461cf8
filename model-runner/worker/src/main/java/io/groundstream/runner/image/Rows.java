package io.groundstream.runner.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Rows of a decoded picture as 8-bit RGB over white. Samples are taken as they are stored: Java's
 * own conversion would brighten grey pictures, and colour profiles are ignored, as the models'
 * training ignored them. Of 16-bit samples the upper byte counts.
 */
final class Rows {
    private final Raster raster;
    private final int width;
    private final int bands;
    private final int shift;
    private final int scale;
    private final int[] palette;
    private final int[] samples;
    private final byte[] rgb;

    Rows(BufferedImage image) {
        raster = image.getRaster();
        width = image.getWidth();
        bands = raster.getNumBands();
        int bits = raster.getSampleModel().getSampleSize(0);
        shift = Math.max(bits - 8, 0);
        // 1, 2 and 4-bit grey
        scale = bits < 8 ? 255 / ((1 << bits) - 1) : 1;
        palette = palette(image);
        samples = new int[width * bands];
        rgb = new byte[width * 3];
    }

    private static int[] palette(BufferedImage image) {
        if (!(image.getColorModel() instanceof IndexColorModel colours)) {
            return new int[0];
        }
        var argb = new int[colours.getMapSize()];
        colours.getRGBs(argb);
        return argb;
    }

    /** The row's pixels; the array is used again for the next one. */
    byte[] get(int y) {
        if (!copied(y)) {
            convert(y);
        }
        return rgb;
    }

    /** The common case, JPEGs and PNGs of 8-bit colours, without a detour over integers. */
    private boolean copied(int y) {
        if (bands != 3
                || !(raster.getDataBuffer() instanceof DataBufferByte data)
                || !(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)) {
            return false;
        }
        int[] offsets = model.getBandOffsets();
        int from =
                data.getOffset()
                        + (y - raster.getSampleModelTranslateY()) * model.getScanlineStride()
                        - raster.getSampleModelTranslateX() * model.getPixelStride();
        byte[] bytes = data.getData();
        for (int to = 0; to < rgb.length; to += 3) {
            rgb[to] = bytes[from + offsets[0]];
            rgb[to + 1] = bytes[from + offsets[1]];
            rgb[to + 2] = bytes[from + offsets[2]];
            from += model.getPixelStride();
        }
        return true;
    }

    private void convert(int y) {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
        for (int x = 0; x < width; x++) {
            if (palette.length > 0) {
                int argb = palette[Math.min(samples[x], palette.length - 1)];
                put(x, argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF, argb >>> 24);
            } else {
                int from = x * bands;
                boolean grey = bands < 3;
                int red = level(from);
                int green = grey ? red : level(from + 1);
                int blue = grey ? red : level(from + 2);
                put(x, red, green, blue, (bands & 1) == 0 ? level(from + bands - 1) : 255);
            }
        }
    }

    private int level(int index) {
        return (samples[index] >> shift) * scale;
    }

    private void put(int x, int red, int green, int blue, int alpha) {
        int to = x * 3;
        rgb[to] = overWhite(red, alpha);
        rgb[to + 1] = overWhite(green, alpha);
        rgb[to + 2] = overWhite(blue, alpha);
    }

    private static byte overWhite(int level, int alpha) {
        if (alpha == 255) {
            return (byte) level;
        }
        return (byte) ((level * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}
