package io.groundstream.runner.image;

import io.groundstream.schemas.avro.FailureCode;

/**
 * Walks the markers of a JPEG from start to end. The decoder forgives a picture that stops early
 * and paints the rest grey; here the end marker must be there. One pass, no allocation.
 */
final class JpegHeader {
    // A progressive picture has a dozen scans; each one costs a pass over all pixels.
    private static final int MOST_SCANS = 100;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int APP1 = 0xE1;

    private final byte[] bytes;
    private int at = 2;
    private int width;
    private int height;
    private int components;
    private int scans;
    private Orientation orientation = Orientation.UPRIGHT;

    private JpegHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    static Header read(byte[] bytes) throws RefusedException {
        return new JpegHeader(bytes).walk();
    }

    private Header walk() throws RefusedException {
        var damage = "";
        try {
            walkToTheEnd();
        } catch (RefusedException e) {
            if (components == 0) {
                throw e;
            }
            damage = e.why();
        }
        if (components != 1 && components != 3) {
            throw new RefusedException(
                    FailureCode.UNSUPPORTED_FORMAT,
                    "a JPEG must be grey or have 3 colours, this one has "
                            + components
                            + " (CMYK)");
        }
        return new Header(width, height, orientation, damage);
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
    }

    private void segment(int marker) throws RefusedException {
        int length = at + 2 <= bytes.length ? unsignedShort(at) : 0;
        int end = at + length;
        if (length < 2 || end > bytes.length) {
            throw RefusedException.corrupt("the JPEG ends inside a segment");
        }
        int payload = at + 2;
        if (isStartOfFrame(marker)) {
            if (length < 8) {
                throw RefusedException.corrupt("the JPEG's frame header is too short");
            }
            height = unsignedShort(payload + 1);
            width = unsignedShort(payload + 3);
            components = bytes[payload + 5] & 0xFF;
        } else if (marker == APP1 && ExifOrientation.isExif(bytes, payload, end)) {
            orientation = ExifOrientation.in(bytes, payload, end);
        } else if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
            throw RefusedException.corrupt("the JPEG has more than " + MOST_SCANS + " scans");
        }
        at = end;
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
        }
        throw RefusedException.corrupt("the JPEG ends before its end marker");
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
