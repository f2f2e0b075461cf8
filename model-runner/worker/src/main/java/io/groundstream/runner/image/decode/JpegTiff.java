package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The TIFF around a JPEG: a header, a directory, and the JPEG as it is. Source: TIFF 6.0. */
final class JpegTiff {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRIES = 11;
    private static final int DIRECTORY = 8;
    private static final int BITS = DIRECTORY + 2 + ENTRIES * 12 + 4;
    private static final int STRIP = BITS + 3 * Short.BYTES;

    private JpegTiff() {}

    static MemorySegment around(byte[] jpeg, Header header, int sampling, Arena arena) {
        var tiff = arena.allocate(STRIP + (long) jpeg.length, Long.BYTES);
        var fields = tiff.asSlice(0, STRIP).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        fields.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(DIRECTORY);
        fields.putShort((short) ENTRIES);
        field(fields, 256, LONG, 1, header.width());
        field(fields, 257, LONG, 1, header.height());
        field(fields, 258, SHORT, 3, BITS);
        // compression: JPEG
        field(fields, 259, SHORT, 1, 7);
        // colours: YCbCr
        field(fields, 262, SHORT, 1, 6);
        field(fields, 273, LONG, 1, STRIP);
        field(fields, 277, SHORT, 1, 3);
        // rows of the strip: all
        field(fields, 278, LONG, 1, header.height());
        field(fields, 279, LONG, 1, jpeg.length);
        field(fields, 284, SHORT, 1, 1);
        // how many pixels share a colour, across and down
        field(fields, 530, SHORT, 2, sampling >> 4 | (sampling & 0xF) << 16);
        fields.putInt(0);
        fields.putShort((short) 8).putShort((short) 8).putShort((short) 8);
        MemorySegment.copy(jpeg, 0, tiff, JAVA_BYTE, STRIP, jpeg.length);
        return tiff;
    }

    private static void field(ByteBuffer to, int tag, int type, int count, int value) {
        to.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
