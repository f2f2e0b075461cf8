package io.groundstream.runner.image.decode;

/**
 * What the bytes say of themselves, read without decoding them.
 *
 * @param width as stored, before the orientation is applied
 * @param frames pictures in the file, of which the first counts
 * @param damage what is wrong with the rest, or empty; limits are judged first
 */
public record Header(int width, int height, Orientation orientation, int frames, String damage) {
    public long pixels() {
        return (long) width * height;
    }
}
