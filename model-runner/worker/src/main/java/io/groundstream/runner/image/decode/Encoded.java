package io.groundstream.runner.image.decode;

/** A picture of which the structure has been read and nothing else. */
public interface Encoded {
    Header header();

    /** The most bytes that {@link #rows} takes for pixels, on the heap and off it. */
    long memory();

    /**
     * Decodes; at reduced scale where the format can, and as long as both sides keep {@code least}
     * pixels.
     */
    Rows rows(int least) throws RefusedException;
}
