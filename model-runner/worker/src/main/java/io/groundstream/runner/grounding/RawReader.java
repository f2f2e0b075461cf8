package io.groundstream.runner.grounding;

import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.tokenize.Piece;

import java.util.function.UnaryOperator;

/**
 * Reads a raw output, a text with tags in it, as the reference's post-processing does: what stands
 * before the last end of a picture is left out, and whatever looks like a tag is one. Nothing is
 * known of confidence: it is 1. It never fails.
 */
public final class RawReader {
    private static final String PICTURE_END = "</image>";

    private final Grounding grounding;

    /**
     * @param grid cells on each side of the picture that location tokens count
     */
    public RawReader(int grid) {
        grounding = new Grounding(new Grid(grid), Calibration.NONE, UnaryOperator.identity());
    }

    public GroundedText read(String raw) {
        int end = raw.lastIndexOf(PICTURE_END);
        String said = end < 0 ? raw : raw.substring(end + PICTURE_END.length());
        var text = new TaggedText();
        text.add(new Piece(said, Piece.Kind.CONTROL), null);
        return grounding.of(text, null, false);
    }
}
