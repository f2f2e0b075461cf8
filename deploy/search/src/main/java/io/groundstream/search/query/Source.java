package io.groundstream.search.query;

import java.util.function.IntPredicate;

/** A query's characters, read from left to right. Belongs to one thread. */
final class Source {
    private static final int END = -1;

    private final int[] points;
    private int at;

    Source(String text) {
        // half a character is none
        this.points = text.codePoints().map(Source::wholeCharacter).toArray();
        if (points.length > Limits.LENGTH) {
            throw BadQueryException.at(
                    Limits.LENGTH,
                    "a query has at most %d characters, this one has %d"
                            .formatted(Limits.LENGTH, points.length));
        }
    }

    int at() {
        return at;
    }

    void goTo(int place) {
        at = place;
    }

    boolean isEnd() {
        return at == points.length;
    }

    /** The next character, or one that is none. */
    int peek() {
        return peek(0);
    }

    int peek(int ahead) {
        return at + ahead < points.length ? points[at + ahead] : END;
    }

    int next() {
        return points[at++];
    }

    boolean take(int wanted) {
        boolean there = peek() == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    /** Takes an operator written with two signs. */
    boolean takeTwice(int wanted) {
        boolean there = peek() == wanted && peek(1) == wanted;
        if (there) {
            at += 2;
        }
        return there;
    }

    /** Takes an operator that is a word of capitals. */
    boolean takeWord(String word) {
        int length = word.length();
        for (int i = 0; i < length; i++) {
            if (peek(i) != word.charAt(i)) {
                return false;
            }
        }
        if (!ends(peek(length))) {
            return false;
        }
        at += length;
        return true;
    }

    /** Takes what fits. */
    String takeWhile(IntPredicate fits) {
        var text = new StringBuilder();
        while (!isEnd() && fits.test(peek())) {
            text.appendCodePoint(next());
        }
        return text.toString();
    }

    void skipSpace() {
        var _ = takeWhile(Source::isSpace);
    }

    static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    private static int wholeCharacter(int point) {
        return Character.getType(point) == Character.SURROGATE ? 0xfffd : point;
    }

    private static boolean ends(int point) {
        return point == END || isSpace(point) || point == '(' || point == ')';
    }
}
