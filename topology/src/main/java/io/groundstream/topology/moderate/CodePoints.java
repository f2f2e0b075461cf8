package io.groundstream.topology.moderate;

/** A text by its code points, in which contracts count. */
final class CodePoints {
    private final int[] all;

    CodePoints(String text) {
        this.all = text.codePoints().toArray();
    }

    /** From here to there; empty if the text does not have these. */
    String slice(int start, int end) {
        return start < 0 || end < start || end > all.length
                ? ""
                : new String(all, start, end - start);
    }
}
