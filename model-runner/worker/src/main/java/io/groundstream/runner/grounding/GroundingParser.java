package io.groundstream.runner.grounding;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.tokenize.Piece;
import io.groundstream.runner.tokenize.Tokenizer;

import java.util.List;

/**
 * Makes grounded text of generated tokens. It never fails: whatever a model says has a reading.
 *
 * <p>Text, spans and boxes are the reference's, with corners put right and spans inside the text.
 * Only control tokens are tags: angle brackets in words, the user's or the model's, stay words.
 *
 * <p>Confidences are geometric means of token probabilities. The text's is over the generated words
 * without tags and end; where there are none, as in phrase grounding, over all generated tokens. A
 * phrase's is over its generated tokens, a box's over its two locations.
 */
public final class GroundingParser {
    private final Manifest manifest;
    private final Tokenizer tokenizer;
    private final Grounding grounding;

    public GroundingParser(Manifest manifest, Tokenizer tokenizer) {
        this.manifest = manifest;
        this.tokenizer = tokenizer;
        this.grounding =
                new Grounding(new Grid(manifest.grid()), manifest.calibration(), TaggedText::shown);
    }

    /**
     * Reads one row.
     *
     * @param promptIds as the model was asked
     * @param tokenIds as the model answered; what follows the end token is ignored
     * @param logProbs of {@code tokenIds}
     */
    public GroundedText parse(long[] promptIds, long[] tokenIds, float[] logProbs) {
        int end = 0;
        while (end < tokenIds.length && tokenIds[end] != manifest.tokens().eos()) {
            end++;
        }
        var ids = new long[promptIds.length + end];
        System.arraycopy(promptIds, 0, ids, 0, promptIds.length);
        System.arraycopy(tokenIds, 0, ids, promptIds.length, end);
        List<Piece> pieces = tokenizer.pieces(ids);
        var text = new TaggedText();
        for (int i = afterPicture(ids); i < ids.length; i++) {
            int generated = i - promptIds.length;
            text.add(pieces.get(i), generated < 0 ? null : (double) logProbs[generated]);
        }
        boolean truncated = end == tokenIds.length;
        Double whole = text.words();
        if (whole == null) {
            whole = end > 0 ? text.all() : truncated ? null : (Double) (double) logProbs[0];
        }
        return grounding.of(text, whole, truncated);
    }

    /** The reference keeps what follows the last end of a picture. */
    private int afterPicture(long[] ids) {
        for (int i = ids.length - 1; i >= 0; i--) {
            if (ids[i] == manifest.tokens().imageEnd()) {
                return i + 1;
            }
        }
        return 0;
    }
}
