package io.groundstream.search.query;

import org.jspecify.annotations.Nullable;

/** Reads the field names, ranges and other values of a query. Belongs to one thread. */
final class Values {
    private static final String ATTRIBUTES = Field.ATTRIBUTES.label() + ".";

    private final Source source;
    private final WordReader words;

    /** A field, and the attribute's name if that is what it is. */
    record Name(Field field, String key) {}

    Values(Source source) {
        this.source = source;
        this.words = new WordReader(source);
    }

    /** Takes the field's name and the colon; takes nothing and answers null if there is none. */
    @Nullable Name fieldName() {
        int at = source.at();
        var name = source.takeWhile(Values::isName);
        var key = "";
        if (name.startsWith(ATTRIBUTES)) {
            key = name.substring(ATTRIBUTES.length());
            if (key.isEmpty() && source.peek() == '"') {
                key = words.quotedText();
            }
            name = Field.ATTRIBUTES.label();
        }
        if (name.isEmpty() || !source.take(':')) {
            source.goTo(at);
            return null;
        }
        var label = name;
        var field =
                Field.of(label)
                        .orElseThrow(
                                () ->
                                        BadQueryException.at(
                                                at,
                                                "no field is called %s; there are %s. In double quotes it is text"
                                                        .formatted(label, Field.labels())));
        if (field == Field.ATTRIBUTES && key.isEmpty()) {
            throw BadQueryException.at(at, "an attribute is written attributes.NAME:VALUE");
        }
        return new Name(field, key);
    }

    /**
     * Takes a range, a phrase or a word.
     *
     * @param keyword whether slashes and colons are part of a value
     */
    Node value(boolean keyword) {
        int at = source.at();
        return switch (source.peek()) {
            case -1 -> throw BadQueryException.at(at, "something is missing at the end");
            case '[', '{' -> range();
            case '<', '>' -> comparison();
            case '"' -> words.quoted();
            case ')' -> throw BadQueryException.at(at, "something is missing before this bracket");
            default -> words.term(keyword);
        };
    }

    private Node comparison() {
        int at = source.at();
        boolean above = source.next() == '>';
        boolean included = source.take('=');
        var bound = bound(at);
        return above
                ? new Node.Range(bound, included, null, true, at)
                : new Node.Range(null, true, bound, included, at);
    }

    private Node range() {
        int at = source.at();
        boolean lowIncluded = source.next() == '[';
        source.skipSpace();
        var low = bound(at);
        source.skipSpace();
        if (!source.takeWord("TO")) {
            throw BadQueryException.at(at, "a range is written [LOW TO HIGH], * for no bound");
        }
        source.skipSpace();
        var high = bound(at);
        source.skipSpace();
        if (source.peek() != ']' && source.peek() != '}') {
            throw BadQueryException.at(at, "this range is not closed");
        }
        return new Node.Range(low, lowIncluded, high, source.next() == ']', at);
    }

    private @Nullable String bound(int at) {
        var text =
                source.takeWhile(point -> !Source.isSpace(point) && "[]{}()\"".indexOf(point) < 0);
        if (text.isEmpty()) {
            throw BadQueryException.at(at, "a bound is missing");
        }
        return text.equals("*") ? null : text;
    }

    private static boolean isName(int point) {
        return Character.isLetterOrDigit(point) || point == '_' || point == '-' || point == '.';
    }
}
