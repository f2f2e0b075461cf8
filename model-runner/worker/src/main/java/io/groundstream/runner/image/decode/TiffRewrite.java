package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The same file with one directory, behind all else, that has only what makes pixels. It presents
 * samples as plain levels, so that no reader converts them.
 */
final class TiffRewrite {
    private static final int LONG = 4;
    private static final int SHORT = 3;
    private static final int UNASSOCIATED = 2;
    private static final int[] AS_THEY_ARE = {
        TiffDirectory.WIDTH,
        TiffDirectory.HEIGHT,
        TiffDirectory.BITS,
        TiffDirectory.COMPRESSION,
        TiffDirectory.PHOTOMETRIC,
        TiffDirectory.FILL_ORDER,
        TiffDirectory.STRIP_OFFSETS,
        TiffDirectory.SAMPLES,
        TiffDirectory.ROWS_PER_STRIP,
        TiffDirectory.STRIP_BYTES,
        TiffDirectory.PLANES,
        TiffDirectory.FAX_3_OPTIONS,
        TiffDirectory.FAX_4_OPTIONS,
        TiffDirectory.PREDICTOR,
        TiffDirectory.TILE_WIDTH,
        TiffDirectory.TILE_HEIGHT,
        TiffDirectory.TILE_OFFSETS,
        TiffDirectory.TILE_BYTES,
        TiffDirectory.EXTRA_SAMPLES
    };

    private final byte[] bytes;
    private final TiffDirectory directory;
    private final TiffShape shape;

    TiffRewrite(byte[] bytes, TiffDirectory directory, TiffShape shape) {
        this.bytes = bytes;
        this.directory = directory;
        this.shape = shape;
    }

    byte[] write() {
        var tags = new ArrayList<Integer>();
        int numbers = 0;
        for (int tag : AS_THEY_ARE) {
            if (numbers(tag).length > 0) {
                tags.add(tag);
                numbers += numbers(tag).length;
            }
        }
        int start = bytes.length + (bytes.length & 1);
        int size = start + 2 + tags.size() * 12 + 4;
        var order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var written = ByteBuffer.allocate(size + numbers * 4).order(order);
        written.put(bytes).putInt(4, start).position(start);
        entries(written, tags, size);
        return written.array();
    }

    private void entries(ByteBuffer written, List<Integer> tags, int behind) {
        int free = behind;
        written.putShort((short) tags.size());
        for (int tag : tags) {
            var numbers = numbers(tag);
            boolean offsets = isLong(tag);
            written.putShort((short) tag).putShort((short) (offsets ? LONG : SHORT));
            written.putInt(numbers.length);
            int at = written.position();
            int bytesEach = offsets ? 4 : 2;
            boolean outside = numbers.length * bytesEach > 4;
            if (outside) {
                written.putInt(at, free);
            }
            int to = outside ? free : at;
            for (long number : numbers) {
                if (offsets) {
                    written.putInt(to, (int) number);
                } else {
                    written.putShort(to, (short) number);
                }
                to += bytesEach;
            }
            free = outside ? to : free;
            written.position(at + 4);
        }
        written.putInt(0);
    }

    private static boolean isLong(int tag) {
        return switch (tag) {
            case TiffDirectory.WIDTH,
                    TiffDirectory.HEIGHT,
                    TiffDirectory.STRIP_OFFSETS,
                    TiffDirectory.ROWS_PER_STRIP,
                    TiffDirectory.STRIP_BYTES,
                    TiffDirectory.FAX_3_OPTIONS,
                    TiffDirectory.FAX_4_OPTIONS,
                    TiffDirectory.TILE_WIDTH,
                    TiffDirectory.TILE_HEIGHT,
                    TiffDirectory.TILE_OFFSETS,
                    TiffDirectory.TILE_BYTES ->
                    true;
            default -> false;
        };
    }

    private long[] numbers(int tag) {
        boolean extra = shape.samples() == 2 || shape.samples() == 4;
        return switch (tag) {
            case TiffDirectory.BITS -> repeat(shape.bits(), shape.samples());
            case TiffDirectory.PHOTOMETRIC ->
                    new long[] {shape.samples() < 3 ? TiffShape.BLACK_IS_ZERO : TiffShape.RGB};
            case TiffDirectory.EXTRA_SAMPLES -> extra ? new long[] {UNASSOCIATED} : new long[0];
            default -> directory.all(tag);
        };
    }

    private static long[] repeat(int number, int times) {
        var numbers = new long[times];
        Arrays.fill(numbers, number);
        return numbers;
    }
}
