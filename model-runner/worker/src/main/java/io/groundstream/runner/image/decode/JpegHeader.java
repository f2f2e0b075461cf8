package io.groundstream.runner.image.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks the markers of a JPEG from start to end, in one pass. Decoders forgive a picture that stops
 * early and paint the rest grey; here the end marker must be there. What decoders need not see is
 * left out of the copy that they get.
 */
final class JpegHeader {
    /**
     * Each scan costs a pass over all pixels, however few bytes it has. Encoders write 10 for a
     * progressive picture, 18 for one with four colours.
     */
    private static final int MOST_SCANS = 24;

    private static final int USUAL_SCANS = 12;
    private static final long MOST_WORK = USUAL_SCANS * 40_000_000L;

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int APP1 = 0xE1;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final JpegColours colours = new JpegColours();
    private final JpegCopy copy;
    private int at = 2;
    private int width;
    private int height;
    private int components;
    private boolean progressive;
    private int scans;
    private Orientation orientation = Orientation.UPRIGHT;

    private JpegHeader(byte[] bytes) {
        this.bytes = bytes;
        this.copy = new JpegCopy(bytes);
    }

    static Encoded read(byte[] bytes) throws RefusedException {
        return new JpegHeader(bytes).walk();
    }

    private Encoded walk() throws RefusedException {
        var damage = "";
        try {
            walkToTheEnd();
        } catch (RefusedException e) {
            if (components == 0) {
                throw e;
            }
            damage = e.why();
        }
        var header = new Header(width, height, orientation, 1, damage);
        boolean buffered = progressive || scans > 1;
        return new JpegPicture(
                header,
                components,
                buffered,
                progressive ? 0 : colours.sampling(),
                copy.finish(colours.marker(), at));
    }

    private void walkToTheEnd() throws RefusedException {
        for (int marker = nextMarker(); marker != END_OF_IMAGE; marker = nextMarker()) {
            if (!hasNoPayload(marker)) {
                segment(marker);
            }
        }
        if (scans == 0 || components == 0) {
            throw RefusedException.corrupt("the JPEG has no picture in it");
        }
        if (scans > USUAL_SCANS && (long) width * height * scans > MOST_WORK) {
            throw RefusedException.corrupt(
                    "the JPEG has " + scans + " scans, too many for its size");
        }
    }

    private void segment(int marker) throws RefusedException {
        int start = at - 2;
        int length = at + 2 <= bytes.length ? unsignedShort(at) : 0;
        int end = at + length;
        if (length < 2 || end > bytes.length) {
            throw RefusedException.corrupt("the JPEG ends inside a segment");
        }
        int payload = at + 2;
        if (isStartOfFrame(marker)) {
            frame(marker, payload, end);
        } else if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
            throw RefusedException.corrupt("the JPEG has more than " + MOST_SCANS + " scans");
        } else if (isNoteToOthers(marker)) {
            if (marker == APP1 && ExifOrientation.isExif(bytes, payload, end)) {
                orientation = ExifOrientation.in(bytes, payload, end);
            }
            colours.note(marker, bytes, payload, end);
            copy.leaveOut(start, end);
        }
        at = end;
    }

    private void frame(int marker, int payload, int end) throws RefusedException {
        if (end - payload < 6 || end - payload != 6 + 3 * (bytes[payload + 5] & 0xFF)) {
            throw RefusedException.corrupt("the JPEG's frame header has a wrong length");
        }
        if (components != 0) {
            throw RefusedException.corrupt("the JPEG has two frames");
        }
        if (marker > 0xC2 || bytes[payload] != 8) {
            throw RefusedException.unsupported(
                    "a JPEG must be baseline or progressive with 8 bits a sample");
        }
        int count = bytes[payload + 5] & 0xFF;
        if (count != 1 && count != 3 && count != 4) {
            throw RefusedException.unsupported(
                    "a JPEG must be grey or have 3 or 4 colours, this one has " + count);
        }
        height = unsignedShort(payload + 1);
        width = unsignedShort(payload + 3);
        components = count;
        progressive = marker == 0xC2;
        colours.frame(bytes, payload + 6, count);
    }

    /** Skips to the next marker: scan data, stuffed bytes, restart markers and fill bytes. */
    private int nextMarker() throws RefusedException {
        while (at + 1 < bytes.length) {
            int next = bytes[at + 1] & 0xFF;
            if (bytes[at] == (byte) 0xFF && next != 0 && next != 0xFF) {
                at += 2;
                return next;
            }
            at++;
            skipToAMarkersFirstByte();
        }
        throw RefusedException.corrupt("the JPEG ends before its end marker");
    }

    /** Eight bytes at a time, as scan data are nearly all of the picture. */
    private void skipToAMarkersFirstByte() {
        while (at + 8 <= bytes.length) {
            long inverted = ~(long) LONGS.get(bytes, at);
            if (((inverted - 0x0101010101010101L) & ~inverted & 0x8080808080808080L) != 0) {
                break;
            }
            at += 8;
        }
        while (at + 1 < bytes.length && bytes[at] != (byte) 0xFF) {
            at++;
        }
    }

    private static boolean isNoteToOthers(int marker) {
        return marker >= 0xE0;
    }

    private static boolean hasNoPayload(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC;
    }

    private int unsignedShort(int index) {
        return (bytes[index] & 0xFF) << 8 | (bytes[index + 1] & 0xFF);
    }
}
