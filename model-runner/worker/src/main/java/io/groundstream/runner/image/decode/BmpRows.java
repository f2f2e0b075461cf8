package io.groundstream.runner.image.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Rows of a BMP, picked from where they stand. */
final class BmpRows implements Rows {
    private final ByteBuffer data;
    private final int stride;
    private final int width;
    private final int height;
    private final int bits;
    private final BmpColours colours;
    private final byte[] rgb;
    private int y;

    /**
     * @param stride bytes from one row to the next
     * @param height negative if the first row is the highest
     */
    BmpRows(ByteBuffer data, int stride, int width, int height, int bits, BmpColours colours) {
        this.data = data.order(ByteOrder.LITTLE_ENDIAN);
        this.stride = stride;
        this.width = width;
        this.height = height;
        this.bits = bits;
        this.colours = colours;
        this.rgb = new byte[width * 3];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return Math.abs(height);
    }

    @Override
    public byte[] next() {
        int row = height < 0 ? y : height - 1 - y;
        y++;
        // within an int: the file has all rows
        int from = row * stride;
        for (int x = 0; x < width; x++) {
            colours.put(rgb, x, pixel(from, x));
        }
        return rgb;
    }

    private int pixel(int from, int x) {
        return switch (bits) {
            case 8 -> data.get(from + x) & 0xFF;
            case 16 -> data.getShort(from + x * 2) & 0xFFFF;
            case 24 ->
                    (data.getShort(from + x * 3) & 0xFFFF)
                            | (data.get(from + x * 3 + 2) & 0xFF) << 16;
            case 32 -> data.getInt(from + x * 4);
            default -> {
                int bit = x * bits;
                int whole = data.get(from + (bit >> 3));
                yield whole >> (8 - bits - (bit & 7)) & ((1 << bits) - 1);
            }
        };
    }
}
