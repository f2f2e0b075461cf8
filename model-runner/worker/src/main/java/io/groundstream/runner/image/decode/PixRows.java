package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** Rows of a PIX of 8 bits of grey or 32 of colour; red is in a word's highest byte. */
final class PixRows implements Rows {
    private final PixFunctions functions;
    private final MemorySegment pix;
    private final MemorySegment words;
    private final int width;
    private final int height;
    private final boolean grey;
    private final int[] line;
    private final byte[] rgb;
    private int y;

    PixRows(PixFunctions functions, MemorySegment pix) {
        this.functions = functions;
        this.pix = pix;
        this.words = functions.words(pix);
        this.width = functions.width(pix);
        this.height = functions.height(pix);
        this.grey = functions.depth(pix) == 8;
        this.line = new int[functions.wordsPerLine(pix)];
        this.rgb = new byte[width * 3];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public byte[] next() {
        MemorySegment.copy(words, JAVA_INT, 4L * line.length * y++, line, 0, line.length);
        if (grey) {
            grey();
        } else {
            colours();
        }
        return rgb;
    }

    private void colours() {
        int to = 0;
        for (int x = 0; x < width; x++) {
            int word = line[x];
            rgb[to] = (byte) (word >>> 24);
            rgb[to + 1] = (byte) (word >>> 16);
            rgb[to + 2] = (byte) (word >>> 8);
            to += 3;
        }
    }

    private void grey() {
        int to = 0;
        for (int x = 0; x < width; x++) {
            var level = (byte) (line[x >> 2] >>> (24 - (x & 3) * 8));
            rgb[to++] = level;
            rgb[to++] = level;
            rgb[to++] = level;
        }
    }

    @Override
    public void close() {
        functions.destroy(pix);
    }
}
