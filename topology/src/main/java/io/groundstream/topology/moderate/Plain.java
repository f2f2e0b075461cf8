package io.groundstream.topology.moderate;

import org.jspecify.annotations.Nullable;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as it is compared: in Unicode's form NFKC and without characters that cannot be seen, so
 * that neither full-width letters nor a zero-width space hide a word. Each place in it leads back
 * to the code points of the original.
 */
final class Plain {
    private static final int GRAPHEME_JOINER = 0x034F;

    private final String text;
    // for each char of text the code points of the original that it came from; null if the same
    private final int @Nullable [] from;
    private final int @Nullable [] to;

    private Plain(String text, int @Nullable [] from, int @Nullable [] to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    static Plain of(String original) {
        return original.chars().allMatch(c -> c < 0x80)
                ? new Plain(original, null, null)
                : normalised(original.codePoints().toArray());
    }

    String text() {
        return text;
    }

    /** The code point of the original where this char begins. */
    int start(int index) {
        return from == null ? index : from[index];
    }

    /** One past the code point of the original where the char before this index ends. */
    int end(int index) {
        return to == null ? index : to[index - 1];
    }

    private static Plain normalised(int[] original) {
        var text = new StringBuilder(original.length + 16);
        var from = new int[original.length + 16];
        var to = new int[original.length + 16];
        for (int start = 0, end; start < original.length; start = end) {
            end = start + 1;
            while (end < original.length && belongsToTheOneBefore(original[end])) {
                end++;
            }
            text.append(Normalizer.normalize(visible(original, start, end), Normalizer.Form.NFKC));
            if (text.length() > from.length) {
                from = Arrays.copyOf(from, text.length() * 2);
                to = Arrays.copyOf(to, text.length() * 2);
            }
            for (int i = text.length() - 1; i >= 0 && to[i] == 0; i--) {
                from[i] = start;
                to[i] = end;
            }
        }
        return new Plain(text.toString(), from, to);
    }

    private static String visible(int[] original, int start, int end) {
        var seen = new StringBuilder();
        for (int i = start; i < end; i++) {
            if (!isInvisible(original[i])) {
                seen.appendCodePoint(original[i]);
            }
        }
        return seen.toString();
    }

    private static boolean belongsToTheOneBefore(int codePoint) {
        return isInvisible(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.COMBINING_SPACING_MARK ->
                            true;
                    default -> false;
                };
    }

    /** Format characters (zero-width space and joiners, soft hyphen) and variation selectors. */
    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || codePoint == GRAPHEME_JOINER
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
