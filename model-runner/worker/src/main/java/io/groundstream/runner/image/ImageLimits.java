package io.groundstream.runner.image;

/**
 * What is refused before it is decoded.
 *
 * @param maxBytes of the encoded picture
 * @param maxPixels width times height, as the header claims
 * @param maxSide of width and of height, in pixels
 * @param maxFrames in an animation, or pages; only the first is ever decoded
 */
public record ImageLimits(long maxBytes, long maxPixels, int maxSide, int maxFrames) {
    /** 32 MiB, 40 megapixels, 30,000 pixels on a side, 1,000 frames. */
    public static final ImageLimits DEFAULT =
            new ImageLimits(32L << 20, 40_000_000L, 30_000, 1_000);

    public ImageLimits {
        if (maxBytes < 1 || maxPixels < 1 || maxSide < 1 || maxFrames < 1) {
            throw new IllegalArgumentException("image limits must be 1 or more");
        }
    }
}
