package io.groundstream.runner.image;

/**
 * What is refused before it is decoded.
 *
 * @param maxBytes of the encoded picture
 * @param maxPixels width times height, as the header claims
 * @param maxSide of width and of height, in pixels
 */
public record ImageLimits(long maxBytes, long maxPixels, int maxSide) {
    /** 32 MiB, 40 megapixels, 30,000 pixels on a side. */
    public static final ImageLimits DEFAULT = new ImageLimits(32L << 20, 40_000_000L, 30_000);

    public ImageLimits {
        if (maxBytes < 1 || maxPixels < 1 || maxSide < 1) {
            throw new IllegalArgumentException("image limits must be 1 or more");
        }
    }
}
