package io.groundstream.runner.image.decode;

/** Rows of 8-bit levels over white, from the top, each handed out once. */
public interface Rows extends AutoCloseable {
    int width();

    int height();

    /** How the pixels of a row are laid out. */
    default Pixels pixels() {
        return Pixels.RGB;
    }

    /** The next row; the array may be used again for the one after it. */
    byte[] next() throws RefusedException;

    @Override
    default void close() {}
}
