package io.groundstream.runner.image.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Which colours a JPEG's components are, by the rules of libjpeg: JFIF means YCbCr, Adobe's marker
 * names them, else the components' names do. The answer is one marker that every decoder
 * understands alike.
 */
final class JpegColours {
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final byte ONE_BY_ONE = 0x11;
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

    private boolean jfif;
    private boolean adobe;
    private int transform;
    private boolean named;
    private int components;
    private int sampling;

    void note(int marker, byte[] bytes, int from, int to) {
        if (marker == APP0 && to - from >= 14 && begins(bytes, from, JFIF)) {
            jfif = true;
        } else if (marker == APP14 && to - from >= 12 && begins(bytes, from, ADOBE)) {
            adobe = true;
            transform = bytes[from + 11] & 0xFF;
        }
    }

    /** The frame's components, three bytes each, of which the first is a name. */
    void frame(byte[] bytes, int from, int count) {
        components = count;
        named =
                count == 3
                        && bytes[from] == 'R'
                        && bytes[from + 3] == 'G'
                        && bytes[from + 6] == 'B';
        boolean plain =
                count == 3 && bytes[from + 4] == ONE_BY_ONE && bytes[from + 7] == ONE_BY_ONE;
        sampling = plain ? bytes[from + 1] & 0xFF : 0;
    }

    /**
     * The sampling factors of the first of three components that are YCbCr, across in the upper
     * four bits, if those of the others are 1 x 1; else 0.
     */
    int sampling() {
        return components == 3 && !isRgb() ? sampling : 0;
    }

    /** As long for each answer: of Adobe's marker the first two are fill bytes. */
    byte[] marker() {
        if (components == 4) {
            return adobe(adobe && transform != 0 ? 2 : 0);
        }
        return components == 3 && isRgb() ? adobe(0) : jfif();
    }

    private boolean isRgb() {
        return !jfif && (adobe ? transform == 0 : named);
    }

    private static byte[] jfif() {
        return new byte[] {
            (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
        };
    }

    private static byte[] adobe(int transform) {
        return new byte[] {
            -1,
            -1,
            -1,
            (byte) 0xEE,
            0,
            14,
            'A',
            'd',
            'o',
            'b',
            'e',
            0,
            100,
            0,
            0,
            0,
            0,
            (byte) transform
        };
    }

    private static boolean begins(byte[] bytes, int from, byte[] wanted) {
        return Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
    }
}
