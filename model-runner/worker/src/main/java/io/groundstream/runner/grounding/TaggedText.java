package io.groundstream.runner.grounding;

import io.groundstream.runner.tokenize.Piece;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The pieces of an answer in a row, with their log-probabilities. Angle brackets of words hide
 * behind stand-ins of equal length, so that a reader of tags takes only control tokens for tags.
 */
final class TaggedText {
    // noncharacters, which have no business in anybody's text
    private static final char OPEN = '\ufdd0';
    private static final char CLOSE = '\ufdd1';

    private record Part(int from, int to, Piece.Kind kind, @Nullable Double logProb) {}

    private final StringBuilder tagged = new StringBuilder();
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param logProb null for the prompt's own
     */
    void add(Piece piece, @Nullable Double logProb) {
        int from = tagged.length();
        tagged.append(piece.kind() == Piece.Kind.CONTROL ? piece.text() : hidden(piece.text()));
        parts.add(new Part(from, tagged.length(), piece.kind(), logProb));
    }

    private static String hidden(String words) {
        return words.replace(OPEN, '\ufffd')
                .replace(CLOSE, '\ufffd')
                .replace('<', OPEN)
                .replace('>', CLOSE);
    }

    /** A part of {@link #tagged} as it was before its brackets were hidden. */
    static String shown(String part) {
        return part.replace(OPEN, '<').replace(CLOSE, '>');
    }

    String tagged() {
        return tagged.toString();
    }

    /** Mean log-probability of generated words; null if there are none. */
    @Nullable Double words() {
        return mean(part -> part.kind() == Piece.Kind.TEXT);
    }

    /** Mean log-probability of all that was generated; null if nothing was. */
    @Nullable Double all() {
        return mean(_ -> true);
    }

    /** Mean log-probability of what was generated between two offsets; null if nothing was. */
    @Nullable Double between(int from, int to) {
        return mean(part -> part.from() < to && part.to() > from);
    }

    private @Nullable Double mean(Predicate<Part> which) {
        double sum = 0;
        int count = 0;
        for (Part part : parts) {
            Double logProb = part.logProb();
            if (logProb != null && which.test(part)) {
                sum += logProb;
                count++;
            }
        }
        return count == 0 ? null : (Double) (sum / count);
    }
}
