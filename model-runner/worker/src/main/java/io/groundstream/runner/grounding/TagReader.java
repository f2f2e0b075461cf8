package io.groundstream.runner.grounding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference's reading of a tagged text (transformers, {@code processing_kosmos2}): what a tag
 * is, which objects belong to which phrase, and where a phrase stands in the cleaned text. Offsets
 * into the tagged text are kept, so that confidences can be found.
 */
final class TagReader {
    private static final String LOCATION = "<patch_index_\\p{Nd}+>";
    private static final String DELIMITER = "</delimiter_of_multi_objects/>";
    private static final Pattern TAG = Pattern.compile("<.*?>", Pattern.UNIX_LINES);
    private static final Pattern PAIR =
            Pattern.compile("<patch_index_(\\p{Nd}+)><patch_index_(\\p{Nd}+)>");

    // Possessive, as no match needs a pair back: else a long row of boxes would exhaust the stack.
    private static final Pattern OBJECT =
            Pattern.compile(
                    "(?:<phrase>([^<]+)</phrase>)?<object>((?:%1$s%1$s%2$s)*+%1$s%1$s)</object>"
                            .formatted(LOCATION, DELIMITER));

    /**
     * Two location tokens.
     *
     * @param from where the pair begins in the tagged text
     * @param second where its second token begins
     */
    record Pair(int upperLeft, int lowerRight, int from, int second) {}

    /**
     * A phrase, or a box without one.
     *
     * @param phrase trimmed; empty where there is none
     * @param start in code points of the cleaned text, as the reference has it
     * @param from where the phrase begins in the tagged text, equal to {@code to} without one
     */
    record Found(String phrase, int start, int end, int from, int to, List<Pair> pairs) {}

    /** The cleaned text and what stands in it. */
    record Reading(String text, List<Found> found) {}

    private TagReader() {}

    static Reading read(String tagged) {
        String bare = TAG.matcher(tagged).replaceAll("");
        int leading = Whitespace.leading(bare);
        var found = new ArrayList<Found>();
        for (Matcher match = OBJECT.matcher(tagged); match.find(); ) {
            List<Pair> pairs = pairs(tagged, match.start(2), match.end(2));
            if (match.group(1) == null) {
                int at = bareLength(tagged, match.start()) - leading;
                int place = match.start();
                pairs.forEach(
                        pair -> found.add(new Found("", at, at, place, place, List.of(pair))));
            } else {
                found.add(phrase(tagged, match, leading, pairs));
            }
        }
        return new Reading(Whitespace.strip(bare), found);
    }

    private static Found phrase(String tagged, Matcher match, int leading, List<Pair> pairs) {
        String words = match.group(1);
        int start = bareLength(tagged, match.start(1)) - leading + Whitespace.leading(words);
        int end = bareLength(tagged, match.end(1)) - leading - Whitespace.trailing(words);
        return new Found(Whitespace.strip(words), start, end, match.start(1), match.end(1), pairs);
    }

    /** Code points before {@code end} that are not in tags. */
    private static int bareLength(String tagged, int end) {
        String bare = TAG.matcher(tagged.substring(0, end)).replaceAll("");
        return bare.codePointCount(0, bare.length());
    }

    private static List<Pair> pairs(String tagged, int from, int to) {
        var pairs = new ArrayList<Pair>();
        Matcher pair = PAIR.matcher(tagged).region(from, to);
        while (pair.find()) {
            pairs.add(
                    new Pair(
                            number(pair.group(1)),
                            number(pair.group(2)),
                            pair.start(),
                            pair.end(1) + 1));
        }
        return pairs;
    }

    /** Decimal digits of any script; what is beyond any grid becomes the largest number. */
    private static int number(String digits) {
        long value = 0;
        for (int at = 0; at < digits.length() && value <= Integer.MAX_VALUE; ) {
            int digit = digits.codePointAt(at);
            value = 10 * value + Character.digit(digit, 10);
            at += Character.charCount(digit);
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}
