package io.groundstream.runner.image.decode;

import java.util.Arrays;

/** A JPEG without the segments that are left out, and with one marker after its start. */
final class JpegCopy {
    private static final int START = 2;
    private static final int MARKER = 18;

    private final byte[] bytes;
    private final byte[] kept;
    private int from = START;
    private int size = START + MARKER;

    JpegCopy(byte[] bytes) {
        this.bytes = bytes;
        this.kept = new byte[bytes.length + MARKER];
    }

    void leaveOut(int start, int end) {
        keepTo(start);
        from = end;
    }

    byte[] finish(byte[] marker, int end) {
        keepTo(end);
        System.arraycopy(bytes, 0, kept, 0, START);
        System.arraycopy(marker, 0, kept, START, MARKER);
        return size == kept.length ? kept : Arrays.copyOf(kept, size);
    }

    private void keepTo(int end) {
        System.arraycopy(bytes, from, kept, size, end - from);
        size += end - from;
    }
}
