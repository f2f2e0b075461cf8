package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Rows of RGBA pixels off the heap. Belongs to the thread that made it. */
final class RgbaRows implements Rows {
    private final Arena arena;
    private final MemorySegment rgba;
    private final int width;
    private final int height;
    private final boolean transparent;
    private final byte[] line;
    private final byte[] rgb;
    private int y;

    private RgbaRows(Arena arena, MemorySegment rgba, int width, int height, boolean transparent) {
        this.arena = arena;
        this.rgba = rgba;
        this.width = width;
        this.height = height;
        this.transparent = transparent;
        this.line = new byte[width * 4];
        this.rgb = new byte[width * 3];
    }

    static Rows decode(Leptonica library, WebpFrame frame, boolean transparent)
            throws RefusedException {
        var arena = Arena.ofConfined();
        try {
            int stride = frame.width() * 4;
            var rgba = arena.allocate((long) stride * frame.height());
            if (library.webp(frame.still(), rgba, stride)) {
                return new RgbaRows(arena, rgba, frame.width(), frame.height(), transparent);
            }
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
        arena.close();
        throw RefusedException.corrupt("the WebP's data are damaged");
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
    public byte[] next() {
        MemorySegment.copy(rgba, JAVA_BYTE, (long) line.length * y++, line, 0, line.length);
        for (int x = 0; x < width; x++) {
            int from = x * 4;
            White.put(
                    rgb,
                    x,
                    line[from] & 0xFF,
                    line[from + 1] & 0xFF,
                    line[from + 2] & 0xFF,
                    transparent ? line[from + 3] & 0xFF : 255);
        }
        return rgb;
    }

    @Override
    public void close() {
        arena.close();
    }
}
