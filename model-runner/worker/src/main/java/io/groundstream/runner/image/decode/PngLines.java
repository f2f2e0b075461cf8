package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the lines of a PNG, one at a time, and undoes their filters. */
final class PngLines implements AutoCloseable {
    private final int step;
    private final Iterator<ByteBuffer> chunks;
    private final Inflater inflater = new Inflater();
    private final byte[] filter = new byte[1];
    private byte[] line;
    private byte[] above;

    PngLines(PngShape shape, List<ByteBuffer> data) {
        step = shape.step();
        chunks = data.iterator();
        line = new byte[Math.toIntExact(shape.lineBytes(shape.width()))];
        above = new byte[line.length];
    }

    /** Before the first line of an interlaced picture's pass, which has none above it. */
    void startPass() {
        Arrays.fill(line, (byte) 0);
    }

    /** The next line, of so many bytes; the array is used again for the one after the next. */
    byte[] next(int bytes) throws RefusedException {
        var before = above;
        above = line;
        line = before;
        inflate(filter, 1);
        inflate(line, bytes);
        switch (filter[0]) {
            case 0 -> {}
            case 1 -> sub(bytes);
            case 2 -> up(bytes);
            case 3 -> average(bytes);
            case 4 -> paeth(bytes);
            default -> throw RefusedException.corrupt("the PNG has an unknown filter");
        }
        return line;
    }

    private void inflate(byte[] into, int bytes) throws RefusedException {
        try {
            for (int at = 0; at < bytes; ) {
                int got = inflater.inflate(into, at, bytes - at);
                at += got;
                if (got == 0 && !feed()) {
                    throw RefusedException.corrupt("the PNG's data end before its pixels do");
                }
            }
        } catch (DataFormatException e) {
            throw RefusedException.corrupt("the PNG's data cannot be inflated");
        }
    }

    private boolean feed() {
        if (inflater.finished() || inflater.needsDictionary() || !chunks.hasNext()) {
            return false;
        }
        inflater.setInput(chunks.next());
        return true;
    }

    private void sub(int bytes) {
        for (int i = step; i < bytes; i++) {
            line[i] += line[i - step];
        }
    }

    private void up(int bytes) {
        for (int i = 0; i < bytes; i++) {
            line[i] += above[i];
        }
    }

    private void average(int bytes) {
        for (int i = 0; i < bytes; i++) {
            int left = i < step ? 0 : line[i - step] & 0xFF;
            line[i] += (byte) ((left + (above[i] & 0xFF)) >> 1);
        }
    }

    private void paeth(int bytes) {
        for (int i = 0; i < Math.min(step, bytes); i++) {
            line[i] += above[i];
        }
        for (int i = step; i < bytes; i++) {
            int left = line[i - step] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = above[i - step] & 0xFF;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            int nearest = toLeft <= toUp && toLeft <= toCorner ? left : up;
            line[i] += (byte) (toCorner < toLeft && toCorner < toUp ? corner : nearest);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
