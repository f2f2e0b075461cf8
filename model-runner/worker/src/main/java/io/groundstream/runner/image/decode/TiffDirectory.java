package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of a TIFF's first directory, as far as they make pixels. Every other field, profiles
 * and further directories among them, is not looked into.
 */
final class TiffDirectory {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int PLANES = 284;
    static final int FAX_3_OPTIONS = 292;
    static final int FAX_4_OPTIONS = 293;
    static final int PREDICTOR = 317;
    static final int PALETTE = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private static final Set<Integer> KNOWN =
            Set.of(
                    WIDTH,
                    HEIGHT,
                    BITS,
                    COMPRESSION,
                    PHOTOMETRIC,
                    FILL_ORDER,
                    STRIP_OFFSETS,
                    ORIENTATION,
                    SAMPLES,
                    ROWS_PER_STRIP,
                    STRIP_BYTES,
                    PLANES,
                    FAX_3_OPTIONS,
                    FAX_4_OPTIONS,
                    PREDICTOR,
                    PALETTE,
                    TILE_WIDTH,
                    TILE_HEIGHT,
                    TILE_OFFSETS,
                    TILE_BYTES,
                    EXTRA_SAMPLES,
                    SAMPLE_FORMAT);
    private static final int ENTRY_BYTES = 12;
    private static final int MOST_NUMBERS = 1 << 18;
    private static final int MOST_PAGES = 1 << 16;

    private final ByteBuffer tiff;
    private final SortedMap<Integer, long[]> fields = new TreeMap<>();

    private TiffDirectory(ByteBuffer tiff) {
        this.tiff = tiff;
    }

    static TiffDirectory first(ByteBuffer tiff) throws RefusedException {
        var directory = new TiffDirectory(tiff);
        directory.read(Integer.toUnsignedLong(tiff.getInt(4)));
        return directory;
    }

    private void read(long offset) throws RefusedException {
        int entries = entries(tiff, offset);
        if (entries < 0) {
            throw RefusedException.corrupt("the TIFF's directory is not in the file");
        }
        for (int i = 0; i < entries; i++) {
            int at = (int) offset + 2 + i * ENTRY_BYTES;
            int tag = tiff.getShort(at) & 0xFFFF;
            if (KNOWN.contains(tag) && !fields.containsKey(tag)) {
                fields.put(tag, numbers(tag, at));
            }
        }
    }

    private long[] numbers(int tag, int at) throws RefusedException {
        int size =
                switch (tiff.getShort(at + 2)) {
                    case 1 -> 1;
                    case 3 -> 2;
                    case 4 -> 4;
                    default ->
                            throw RefusedException.corrupt("TIFF field " + tag + " is no number");
                };
        long count = Integer.toUnsignedLong(tiff.getInt(at + 4));
        long from = count * size <= 4 ? at + 8 : Integer.toUnsignedLong(tiff.getInt(at + 8));
        if (count < 1 || count > MOST_NUMBERS || from + count * size > tiff.limit()) {
            throw RefusedException.corrupt("TIFF field " + tag + " is not in the file");
        }
        var numbers = new long[(int) count];
        for (int i = 0; i < numbers.length; i++) {
            int place = (int) from + i * size;
            numbers[i] =
                    switch (size) {
                        case 1 -> tiff.get(place) & 0xFF;
                        case 2 -> tiff.getShort(place) & 0xFFFF;
                        default -> Integer.toUnsignedLong(tiff.getInt(place));
                    };
        }
        return numbers;
    }

    /** How many entries the directory there has, or -1 if it is not whole. */
    private static int entries(ByteBuffer tiff, long offset) {
        if (offset < 8 || offset + 2 > tiff.limit()) {
            return -1;
        }
        int entries = tiff.getShort((int) offset) & 0xFFFF;
        return offset + 2 + (long) entries * ENTRY_BYTES + 4 > tiff.limit() ? -1 : entries;
    }

    /** How many directories follow each other; a loop has as many as can be counted. */
    int pages() {
        int pages = 0;
        long offset = Integer.toUnsignedLong(tiff.getInt(4));
        while (offset != 0 && pages < MOST_PAGES) {
            int entries = entries(tiff, offset);
            if (entries < 0) {
                return pages;
            }
            pages++;
            offset = Integer.toUnsignedLong(tiff.getInt((int) offset + 2 + entries * ENTRY_BYTES));
        }
        return pages;
    }

    long[] all(int tag) {
        return fields.getOrDefault(tag, new long[0]);
    }

    int one(int tag, int otherwise) throws RefusedException {
        var numbers = all(tag);
        if (numbers.length == 0) {
            return otherwise;
        }
        if (numbers[0] > Integer.MAX_VALUE) {
            throw RefusedException.corrupt("TIFF field " + tag + " is too large");
        }
        return (int) numbers[0];
    }
}
