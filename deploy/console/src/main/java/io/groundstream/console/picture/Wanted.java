package io.groundstream.console.picture;

/**
 * Which picture, and how large.
 *
 * @param partition of the images topic
 * @param offset where the image's event stands
 * @param size of the longer side in pixels, at most
 */
record Wanted(String imageId, int partition, long offset, int size) {
    /** A version never changes. */
    String tag() {
        return "\"" + partition + "-" + offset + "-" + size + "\"";
    }
}
