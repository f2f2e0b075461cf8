package io.groundstream.testing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Damages pictures in the ways that break decoders: flipped bits, cut ends, numbers at their limits
 * where headers are, pieces left out, doubled, or taken from another picture of the format. The
 * same seed damages alike.
 */
public final class Mutations {
    private static final int[] LIMITS = {0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, -1, 1 << 31};
    private static final int HEADER = 80;
    private static final int PNG_SIGNATURE = 8;

    private final List<byte[]> whole;
    private final Random random;

    /** Of pictures of one format, or of several. */
    public Mutations(List<byte[]> whole, long seed) {
        this.whole = whole;
        this.random = new Random(seed);
    }

    /** The next damaged picture; the whole ones stay as they are. */
    public byte[] next() {
        var bytes = whole.get(random.nextInt(whole.size())).clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && bytes.length > 1; i++) {
            bytes = mutate(bytes);
        }
        // else the checksums would keep all damage from the pixels
        if (random.nextInt(4) > 0) {
            repairChecksums(bytes);
        }
        return bytes;
    }

    private byte[] mutate(byte[] bytes) {
        return switch (random.nextInt(7)) {
            case 0 -> flipped(bytes, bytes.length);
            case 1 -> flipped(bytes, HEADER);
            case 2 -> limit(bytes, bytes.length);
            case 3 -> limit(bytes, HEADER);
            case 4 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 5 -> spliced(bytes, bytes);
            default -> spliced(bytes, whole.get(random.nextInt(whole.size())));
        };
    }

    private byte[] flipped(byte[] bytes, int within) {
        int at = random.nextInt(Math.min(within, bytes.length));
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private byte[] limit(byte[] bytes, int within) {
        int value = LIMITS[random.nextInt(LIMITS.length)];
        int at = random.nextInt(Math.min(within, bytes.length));
        int size = 1 << random.nextInt(3);
        boolean bigEndian = random.nextBoolean();
        for (int i = 0; i < size && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >> (8 * (bigEndian ? size - 1 - i : i)));
        }
        return bytes;
    }

    /** The start of one picture, then another from somewhere on. */
    private byte[] spliced(byte[] start, byte[] end) {
        int from = random.nextInt(end.length);
        int to = random.nextInt(start.length);
        var spliced = Arrays.copyOf(start, to + end.length - from);
        System.arraycopy(end, from, spliced, to, end.length - from);
        return spliced;
    }

    /** Makes the checksums of a PNG fit again, as far as its chunks can be followed. */
    public static void repairChecksums(byte[] bytes) {
        if (bytes.length < PNG_SIGNATURE || bytes[1] != 'P' || bytes[2] != 'N') {
            return;
        }
        var png = ByteBuffer.wrap(bytes);
        long at = PNG_SIGNATURE;
        while (at + 12 <= bytes.length) {
            long length = Integer.toUnsignedLong(png.getInt((int) at));
            if (at + 12 + length > bytes.length) {
                return;
            }
            var sum = new CRC32();
            sum.update(bytes, (int) at + 4, (int) length + 4);
            png.putInt((int) (at + 8 + length), (int) sum.getValue());
            at += 12 + length;
        }
    }
}
