package io.groundstream.runner.tokenize;

/**
 * What one token adds to a decoded text.
 *
 * @param text empty for SPECIAL
 */
public record Piece(String text, Kind kind) {
    /** Which part a token plays. */
    public enum Kind {
        /** Words. */
        TEXT,
        /** A tag or a location; its text is the tag itself. */
        CONTROL,
        /** Begin, end, padding, unknown: leaves nothing in a text. */
        SPECIAL
    }
}
