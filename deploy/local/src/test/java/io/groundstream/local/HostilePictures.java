package io.groundstream.local;

import io.groundstream.testing.Mutations;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Pictures that lie: small files that promise, or unpack to, far more than they hold. */
final class HostilePictures {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;

    private HostilePictures() {}

    /** A PNG that promises a size and has no pixels at all. */
    static byte[] pngHeader(int width, int height) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(PNG);
        chunk(png, "IHDR", header(width, height));
        return png.toByteArray();
    }

    /** A PNG whose pixels unpack to so many bytes of zero, whatever its header says. */
    static byte[] pngOfZeros(int width, int height, int bytes) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(pngHeader(width, height));
        chunk(png, "IDAT", zeros(bytes));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** A PNG without pixels, with a text that unpacks to so many bytes. */
    static byte[] pngWithText(int bytes) {
        var text = new ByteArrayOutputStream();
        text.writeBytes(new byte[] {'a', 0, 0});
        text.writeBytes(zeros(bytes));
        var png = new ByteArrayOutputStream();
        png.writeBytes(pngHeader(16, 16));
        chunk(png, "zTXt", text.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** A GIF of so many frames of one pixel. */
    static byte[] gifOfFrames(int frames) {
        var gif = new ByteArrayOutputStream();
        gif.writeBytes(new byte[] {'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, (byte) 0x80, 0, 0});
        gif.writeBytes(new byte[] {0, 0, 0, -1, -1, -1});
        for (int i = 0; i < frames; i++) {
            gif.writeBytes(new byte[] {0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
        }
        gif.write(0x3B);
        return gif.toByteArray();
    }

    /** A TIFF whose directory is followed by itself. */
    static byte[] tiffInACircle(byte[] littleEndian) {
        var tiff = ByteBuffer.wrap(littleEndian.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int directory = tiff.getInt(4);
        tiff.putInt(directory + 2 + tiff.getShort(directory) * 12, directory);
        return tiff.array();
    }

    /** The picture with another size in its header, and the same pixels. */
    static byte[] claiming(byte[] picture, int width, int height) {
        var bytes = ByteBuffer.wrap(picture.clone()).order(ByteOrder.LITTLE_ENDIAN);
        switch (bytes.get(0)) {
            case (byte) 0x89 -> {
                bytes.order(ByteOrder.BIG_ENDIAN).putInt(16, width).putInt(20, height);
                Mutations.repairChecksums(bytes.array());
            }
            case 'G' -> {
                int frame = bytes.array().length - 1;
                while (frame > 13 && bytes.get(frame) != 0x2C) {
                    frame--;
                }
                bytes.putShort(frame + 5, (short) width).putShort(frame + 7, (short) height);
                bytes.putShort(6, (short) width).putShort(8, (short) height);
            }
            case 'B' -> bytes.putInt(18, width).putInt(22, height);
            case 'I' -> {
                tiffField(bytes, WIDTH, width);
                tiffField(bytes, HEIGHT, height);
            }
            case (byte) 0xFF -> {
                int frame = jpegFrame(bytes.array());
                bytes.order(ByteOrder.BIG_ENDIAN);
                bytes.putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
            }
            default -> throw new IllegalArgumentException("a picture of another format");
        }
        return bytes.array();
    }

    private static int jpegFrame(byte[] jpeg) {
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xC0 && (jpeg[at + 1] & 0xFF) != 0xC2) {
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8) + (jpeg[at + 3] & 0xFF);
        }
        return at;
    }

    private static void tiffField(ByteBuffer tiff, int tag, int value) {
        int at = tiff.getInt(4) + 2;
        while ((tiff.getShort(at) & 0xFFFF) != tag) {
            at += 12;
        }
        // four bytes, whatever the field was before
        tiff.putShort(at + 2, (short) 4).putInt(at + 8, value);
    }

    private static byte[] header(int width, int height) {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        return header.put(new byte[] {8, 2, 0, 0, 0}).array();
    }

    private static byte[] zeros(int bytes) {
        var packed = new ByteArrayOutputStream();
        var block = new byte[64 << 10];
        try (var deflater =
                new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int left = bytes; left > 0; left -= block.length) {
                deflater.write(block, 0, Math.min(left, block.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        var named = ByteBuffer.allocate(4 + data.length);
        named.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        var sum = new CRC32();
        sum.update(named.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(named.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
