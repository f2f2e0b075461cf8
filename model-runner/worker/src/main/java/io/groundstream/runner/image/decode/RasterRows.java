package io.groundstream.runner.image.decode;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * Rows of a JPEG that Java decoded. Samples are taken as they are stored: Java's own conversion
 * would brighten grey pictures.
 */
final class RasterRows implements Rows {
    private final Raster raster;
    private final int bands;
    private final int[] samples;
    private final byte[] rgb;
    private int y;

    RasterRows(BufferedImage image) {
        raster = image.getRaster();
        bands = raster.getNumBands();
        samples = new int[raster.getWidth() * bands];
        rgb = new byte[raster.getWidth() * 3];
    }

    @Override
    public int width() {
        return raster.getWidth();
    }

    @Override
    public int height() {
        return raster.getHeight();
    }

    @Override
    public byte[] next() {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y++, width(), 1, samples);
        for (int x = 0; x < width(); x++) {
            int from = x * bands;
            rgb[x * 3] = (byte) samples[from];
            rgb[x * 3 + 1] = (byte) samples[bands == 1 ? from : from + 1];
            rgb[x * 3 + 2] = (byte) samples[bands == 1 ? from : from + 2];
        }
        return rgb;
    }
}
