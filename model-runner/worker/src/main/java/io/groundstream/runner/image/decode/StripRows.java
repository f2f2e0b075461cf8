package io.groundstream.runner.image.decode;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Rows of RGB that libtiff has decoded. */
final class StripRows implements Rows {
    private final JpegStrip owner;
    private final MemorySegment levels;
    private final int width;
    private final int height;
    private final byte[] line;
    private long at;

    @SuppressWarnings("restricted")
    StripRows(JpegStrip owner, MemorySegment levels, Header header) {
        this.owner = owner;
        this.levels = levels.reinterpret(3 * header.pixels());
        this.width = header.width();
        this.height = header.height();
        this.line = new byte[3 * width];
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
        MemorySegment.copy(levels, JAVA_BYTE, at, line, 0, line.length);
        at += line.length;
        return line;
    }

    @Override
    public void close() {
        owner.free(levels);
    }
}
