package io.groundstream.runner.image.decode;

import java.awt.image.Raster;

/** Rows of a TIFF's samples; of 16-bit samples the upper byte counts. */
final class TiffRows implements Rows {
    private final Raster raster;
    private final TiffShape shape;
    private final long[] palette;
    private final int[] samples;
    private final byte[] rgb;
    private int y;

    /**
     * @param palette all reds, all greens, all blues, 16 bits each
     */
    TiffRows(Raster raster, TiffShape shape, long[] palette) throws RefusedException {
        if (raster.getNumBands() != shape.samples()) {
            throw RefusedException.corrupt("the TIFF's samples are not what it says");
        }
        this.raster = raster;
        this.shape = shape;
        this.palette = palette;
        this.samples = new int[shape.width() * shape.samples()];
        this.rgb = new byte[shape.width() * 3];
    }

    @Override
    public int width() {
        return shape.width();
    }

    @Override
    public int height() {
        return shape.height();
    }

    @Override
    public byte[] next() {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y++, shape.width(), 1, samples);
        for (int x = 0; x < shape.width(); x++) {
            pixel(x, x * shape.samples());
        }
        return rgb;
    }

    private void pixel(int x, int at) {
        switch (shape.photometric()) {
            case TiffShape.PALETTE -> {
                int colours = 1 << shape.bits();
                int index = samples[at];
                put(x, entry(index), entry(index + colours), entry(index + 2 * colours), 255);
            }
            case TiffShape.CMYK -> {
                int light = 255 - samples[at + 3];
                put(x, inked(at, light), inked(at + 1, light), inked(at + 2, light), 255);
            }
            case TiffShape.RGB -> put(x, level(at), level(at + 1), level(at + 2), alpha(at));
            default -> {
                int level = level(at);
                int grey = shape.photometric() == TiffShape.WHITE_IS_ZERO ? 255 - level : level;
                put(x, grey, grey, grey, alpha(at));
            }
        }
    }

    private int entry(int index) {
        return (int) palette[index] >> 8;
    }

    private int inked(int at, int light) {
        return light - (samples[at] * light + 127) / 255;
    }

    private int alpha(int at) {
        return shape.alpha() == 0 ? 255 : level(at + shape.samples() - 1);
    }

    private int level(int at) {
        int bits = shape.bits();
        return bits >= 8 ? samples[at] >> (bits - 8) : samples[at] * (255 / ((1 << bits) - 1));
    }

    /** Colours that are multiplied already have their share of white left to be added. */
    private void put(int x, int red, int green, int blue, int alpha) {
        if (shape.alpha() == 1) {
            int white = 255 - alpha;
            White.put(
                    rgb,
                    x,
                    Math.min(red + white, 255),
                    Math.min(green + white, 255),
                    Math.min(blue + white, 255),
                    255);
        } else {
            White.put(rgb, x, red, green, blue, alpha);
        }
    }
}
