package io.groundstream.topology.decide;

/**
 * Which work an image needs. Here each image is its own work; this is the one place that knows, so
 * that equal work can later be shared under a key of its own.
 */
public final class WorkKey {
    private WorkKey() {}

    /** The key under which the work of this image is asked for and answered. */
    static String of(String imageId) {
        return imageId;
    }

    /** The image that waits for an answer with this key. */
    public static String imageOf(String workKey) {
        return workKey;
    }
}
