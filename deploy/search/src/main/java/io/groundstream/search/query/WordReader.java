package io.groundstream.search.query;

import java.util.Set;

/** Reads the words and quotations of a query, and counts what is dear. Belongs to one thread. */
final class WordReader {
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");
    private static final int SHORT = 5;

    private final Source source;
    private int patterns;

    WordReader(Source source) {
        this.source = source;
    }

    /** Takes a quotation, and how far its words may lie apart. */
    Node quoted() {
        int at = source.at();
        var text = quotedText();
        int slop = 0;
        if (source.take('~')) {
            slop = number("how far the words of a phrase may lie apart", 0, Limits.SLOP, -1);
        }
        return new Node.Quoted(text, slop, at);
    }

    /** Takes a quotation. */
    String quotedText() {
        int at = source.at();
        var _ = source.next();
        var text = new StringBuilder();
        while (!source.isEnd()) {
            int point = source.next();
            if (point == '"') {
                return text.toString();
            }
            text.appendCodePoint(point == '\\' && !source.isEnd() ? source.next() : point);
        }
        throw BadQueryException.at(at, "this quotation is not closed");
    }

    /**
     * Takes a word.
     *
     * @param keyword whether it is a value as it stands, with its colons
     */
    Node term(boolean keyword) {
        int at = source.at();
        var text = new StringBuilder();
        var pattern = new StringBuilder();
        int wildcards = 0;
        int edits = 0;
        while (!source.isEnd() && edits == 0 && isPartOf(source.peek(), keyword)) {
            int point = source.next();
            if (point == '*' || point == '?') {
                wildcards++;
                pattern.appendCodePoint(point);
            } else if (point == '~' && !keyword) {
                edits = edits(text.length());
            } else if (point == '^' && !keyword) {
                throw BadQueryException.at(source.at() - 1, "weights (^) cannot be given");
            } else {
                point = point == '\\' && !source.isEnd() ? source.next() : point;
                text.appendCodePoint(point);
                pattern.append(escaped(point));
            }
        }
        if (pattern.isEmpty()) {
            throw BadQueryException.at(at, "a word is missing before '%s'".formatted(shown()));
        }
        check(text.toString(), wildcards, edits, keyword, at);
        return new Node.Term(text.toString(), wildcards > 0 ? pattern.toString() : null, edits, at);
    }

    private void check(String text, int wildcards, int edits, boolean keyword, int at) {
        if (OPERATORS.contains(text)) {
            throw BadQueryException.at(at, "%s stands between nothing".formatted(text));
        }
        if (!keyword && text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            throw BadQueryException.at(at, "regular expressions cannot be asked for");
        }
        if (wildcards > Limits.WILDCARDS_IN_A_WORD) {
            throw BadQueryException.at(
                    at, "a word has at most " + Limits.WILDCARDS_IN_A_WORD + " of * and ?");
        }
        if (wildcards > 0 && edits > 0) {
            throw BadQueryException.at(at, "a word has either * and ? or ~");
        }
        if (wildcards + edits > 0 && ++patterns > Limits.PATTERNS) {
            throw BadQueryException.at(
                    at, "a query has at most " + Limits.PATTERNS + " words with *, ? or ~");
        }
    }

    private int edits(int letters) {
        int edits = number("by how many letters a word may differ", 1, 2, letters > SHORT ? 2 : 1);
        if (letters < Limits.FEWEST_FUZZY_LETTERS || letters > Limits.MOST_FUZZY_LETTERS) {
            throw BadQueryException.at(
                    source.at() - 1,
                    "a word with ~ has %d to %d letters"
                            .formatted(Limits.FEWEST_FUZZY_LETTERS, Limits.MOST_FUZZY_LETTERS));
        }
        return edits;
    }

    /** Takes a number; the usual one if there is none and that is not below 0. */
    private int number(String what, int least, int most, int usual) {
        int at = source.at();
        var digits = source.takeWhile(point -> point >= '0' && point <= '9');
        if (digits.isEmpty() && usual >= 0) {
            return usual;
        }
        int number = digits.isEmpty() || digits.length() > 2 ? -1 : Integer.parseInt(digits);
        if (number < least || number > most) {
            throw BadQueryException.at(at, what + " is " + least + " to " + most);
        }
        return number;
    }

    private String shown() {
        return source.isEnd() ? "" : Character.toString(source.peek());
    }

    private static String escaped(int point) {
        var text = Character.toString(point);
        return point == '*' || point == '?' || point == '\\' ? "\\" + text : text;
    }

    private static boolean isPartOf(int point, boolean keyword) {
        return !Source.isSpace(point) && "()[]{}\"".indexOf(point) < 0 && (keyword || point != ':');
    }
}
