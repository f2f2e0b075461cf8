package io.groundstream.local;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Pictures that lie. */
final class HostilePictures {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private HostilePictures() {}

    /** A PNG that promises a size and has no pixels at all. */
    static byte[] pngHeader(int width, int height) {
        var header = ByteBuffer.allocate(17);
        header.put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(header.array());
        var png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        png.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
        png.writeBytes(header.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return png.toByteArray();
    }
}
