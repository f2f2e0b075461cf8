package io.groundstream.search;

import java.util.Locale;
import java.util.regex.Pattern;

/** Phrases that mean the same under one name: "A red car" and "the red car" are "red car". */
final class FacetLabel {
    private static final int MOST_CODE_POINTS = 100;
    private static final Pattern ARTICLE = Pattern.compile("^(?:an?|the) +");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");

    private FacetLabel() {}

    static String of(String phrase) {
        // a word is short; what else a long text has is not looked at
        var text = phrase.substring(0, Math.min(phrase.length(), 4 * MOST_CODE_POINTS));
        var plain = SPACE.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        var label = ARTICLE.matcher(plain).replaceFirst("");
        return label.codePointCount(0, label.length()) <= MOST_CODE_POINTS
                ? label
                : label.substring(0, label.offsetByCodePoints(0, MOST_CODE_POINTS));
    }
}
