package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;

/** Undoes the compression of a GIF's frame (LZW), in memory that no file can change. */
final class GifCodes {
    private static final int MOST_BITS = 12;
    private static final int MOST_CODES = 1 << MOST_BITS;

    private final ByteBuffer data;
    private final int firstBits;
    private final int clear;
    private final short[] prefix = new short[MOST_CODES];
    private final byte[] suffix = new byte[MOST_CODES];
    private final byte[] stack = new byte[MOST_CODES + 1];
    private int block;
    private int bits;
    private int bitCount;
    private int codeBits;
    private int codes;
    private int previous = -1;
    private byte first;
    private int depth;

    /** The data stand where the buffer is: bits of an index, then blocks. */
    GifCodes(ByteBuffer data) throws RefusedException {
        this.data = data;
        firstBits = data.hasRemaining() ? data.get() : 0;
        if (firstBits < 1 || firstBits > 8) {
            throw RefusedException.corrupt("the GIF has indices of " + firstBits + " bits");
        }
        clear = 1 << firstBits;
        clear();
    }

    /** The next indices. */
    void fill(byte[] indices) throws RefusedException {
        for (int i = 0; i < indices.length; i++) {
            if (depth == 0) {
                expand();
            }
            indices[i] = stack[--depth];
        }
    }

    private void clear() {
        codeBits = firstBits + 1;
        codes = clear + 2;
        previous = -1;
    }

    private void expand() throws RefusedException {
        int code = code();
        while (code == clear) {
            clear();
            code = code();
        }
        if (code == clear + 1 || code > codes || (previous < 0 && code > clear)) {
            throw RefusedException.corrupt("the GIF's data end early, or are no codes");
        }
        int rest = code;
        if (code == codes) {
            stack[depth++] = first;
            rest = previous;
        }
        while (rest > clear) {
            stack[depth++] = suffix[rest];
            rest = prefix[rest];
        }
        first = (byte) rest;
        stack[depth++] = first;
        learn();
        previous = code;
    }

    private void learn() {
        if (previous >= 0 && codes < MOST_CODES) {
            prefix[codes] = (short) previous;
            suffix[codes] = first;
            codes++;
            if (codes == 1 << codeBits && codeBits < MOST_BITS) {
                codeBits++;
            }
        }
    }

    private int code() throws RefusedException {
        while (bitCount < codeBits) {
            if (block == 0 && data.hasRemaining()) {
                block = data.get() & 0xFF;
            }
            if (block == 0 || !data.hasRemaining()) {
                throw RefusedException.corrupt("the GIF ends before its pixels do");
            }
            block--;
            bits |= (data.get() & 0xFF) << bitCount;
            bitCount += 8;
        }
        int code = bits & ((1 << codeBits) - 1);
        bits >>>= codeBits;
        bitCount -= codeBits;
        return code;
    }
}
