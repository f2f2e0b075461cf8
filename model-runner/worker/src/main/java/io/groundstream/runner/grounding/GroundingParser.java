package io.groundstream.runner.grounding;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.grounding.GroundedText.Box;
import io.groundstream.runner.grounding.GroundedText.Entity;
import io.groundstream.runner.tokenize.Piece;
import io.groundstream.runner.tokenize.Tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
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
    private final Grid grid;

    public GroundingParser(Manifest manifest, Tokenizer tokenizer) {
        this.manifest = manifest;
        this.tokenizer = tokenizer;
        this.grid = new Grid(manifest.grid());
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
        return grounded(text, whole, truncated);
    }

    /** Reads a tagged text, as the reference would. Nothing is known of confidence: it is 1. */
    public GroundedText read(String tagged) {
        var text = new TaggedText();
        text.add(new Piece(tagged, Piece.Kind.CONTROL), null);
        return grounded(text, null, false);
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

    private GroundedText grounded(TaggedText text, @Nullable Double whole, boolean truncated) {
        TagReader.Reading reading = TagReader.read(text.tagged());
        int length = reading.text().codePointCount(0, reading.text().length());
        var entities = new ArrayList<Entity>();
        for (TagReader.Found found : reading.found()) {
            int start = Math.clamp(found.start(), 0, length);
            Double phrase = text.between(found.from(), found.to());
            entities.add(
                    new Entity(
                            TaggedText.shown(found.phrase()),
                            start,
                            Math.clamp(found.end(), start, length),
                            phrase == null ? null : confidence(phrase),
                            boxes(text, found)));
        }
        return new GroundedText(
                TaggedText.shown(reading.text()),
                confidence(whole),
                manifest.calibration().method(),
                entities,
                truncated,
                TaggedText.shown(text.tagged()));
    }

    private List<Box> boxes(TaggedText text, TagReader.Found found) {
        var boxes = new ArrayList<Box>();
        for (TagReader.Pair pair : found.pairs()) {
            Double mean = text.between(pair.from(), pair.second() + 1);
            boxes.add(grid.box(pair.upperLeft(), pair.lowerRight(), confidence(mean)));
        }
        return boxes;
    }

    private Confidence confidence(@Nullable Double meanLogProb) {
        double raw = meanLogProb == null ? 1 : Math.clamp(Math.exp(meanLogProb), 0.0, 1.0);
        return new Confidence(raw, manifest.calibration().apply(raw));
    }
}
