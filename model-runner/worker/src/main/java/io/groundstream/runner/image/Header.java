package io.groundstream.runner.image;

/**
 * What the bytes say of themselves, read without decoding them.
 *
 * @param width as stored, before the orientation is applied
 * @param damage what is wrong with the rest, or empty; limits are judged first
 */
record Header(int width, int height, Orientation orientation, String damage) {
    long pixels() {
        return (long) width * height;
    }
}
