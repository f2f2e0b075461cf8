package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;

/** Undoes the run-length coding of a BMP. What is skipped has the first colour. */
final class BmpRuns {
    private static final int END_OF_ROW = 0;
    private static final int END = 1;
    private static final int MOVE = 2;

    private final ByteBuffer data;
    private final int bits;
    private final int width;
    private final int height;
    private final byte[] indices;
    private int x;
    private int y;

    BmpRuns(ByteBuffer data, int bits, int width, int height) {
        this.data = data;
        this.bits = bits;
        this.width = width;
        this.height = height;
        this.indices = new byte[Math.multiplyExact(width, height)];
    }

    /** One byte a pixel, from the bottom row. */
    ByteBuffer indices() throws RefusedException {
        while (y < height) {
            if (data.remaining() < 2) {
                throw RefusedException.corrupt("the BMP ends before its pixels do");
            }
            int count = data.get() & 0xFF;
            int value = data.get() & 0xFF;
            if (count > 0) {
                run(count, value);
            } else if (value == END_OF_ROW) {
                x = 0;
                y++;
            } else if (value == END) {
                break;
            } else if (value == MOVE) {
                move();
            } else {
                literal(value);
            }
        }
        return ByteBuffer.wrap(indices);
    }

    private void run(int count, int value) {
        for (int i = 0; i < count; i++) {
            put(bits == 8 ? value : (i & 1) == 0 ? value >> 4 : value & 15);
        }
    }

    private void move() throws RefusedException {
        if (data.remaining() < 2) {
            throw RefusedException.corrupt("the BMP ends before its pixels do");
        }
        x += data.get() & 0xFF;
        y += data.get() & 0xFF;
    }

    /** Indices as they are, filled up to an even number of bytes. */
    private void literal(int count) throws RefusedException {
        int bytes = bits == 8 ? count : (count + 1) / 2;
        if (data.remaining() < bytes) {
            throw RefusedException.corrupt("the BMP ends before its pixels do");
        }
        int from = data.position();
        for (int i = 0; i < count; i++) {
            if (bits == 8) {
                put(data.get(from + i) & 0xFF);
            } else {
                int two = data.get(from + i / 2);
                put((i & 1) == 0 ? two >> 4 & 15 : two & 15);
            }
        }
        data.position(Math.min(from + bytes + (bytes & 1), data.limit()));
    }

    /** What stands out of a row is dropped. */
    private void put(int index) {
        if (x < width && y < height) {
            indices[y * width + x] = (byte) index;
        }
        x++;
    }
}
