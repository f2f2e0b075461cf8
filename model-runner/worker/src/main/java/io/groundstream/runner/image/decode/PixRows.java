package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** Rows of a PIX of 8 bits of grey or 32 of colour; red is in a word's highest byte. */
final class PixRows implements Rows {
    private final PixFunctions functions;
    private final MemorySegment pix;
    private final MemorySegment words;
    private final int width;
    private final int height;
    private final boolean grey;
    private final byte[] line;
    private final byte[] rgb;
    private int y;

    PixRows(PixFunctions functions, MemorySegment pix) {
        this.functions = functions;
        this.pix = pix;
        this.words = functions.words(pix);
        this.width = functions.width(pix);
        this.height = functions.height(pix);
        this.grey = functions.depth(pix) == 8;
        this.line = new byte[4 * functions.wordsPerLine(pix)];
        this.rgb = new byte[grey ? width * 3 : 0];
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
    public Pixels pixels() {
        return grey ? Pixels.RGB : Pixels.WORDS;
    }

    @Override
    public byte[] next() {
        MemorySegment.copy(words, JAVA_BYTE, (long) line.length * y++, line, 0, line.length);
        return grey ? grey() : line;
    }

    /** The first of four levels is in a word's highest byte. */
    private byte[] grey() {
        int turn = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 3 : 0;
        int to = 0;
        for (int x = 0; x < width; x++) {
            byte level = line[x ^ turn];
            rgb[to++] = level;
            rgb[to++] = level;
            rgb[to++] = level;
        }
        return rgb;
    }

    @Override
    public void close() {
        functions.destroy(pix);
    }
}
