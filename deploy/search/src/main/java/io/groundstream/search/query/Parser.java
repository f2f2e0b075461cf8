package io.groundstream.search.query;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the query language by recursive descent: {@code OR} binds less than {@code AND}, which may
 * be left out, {@code AND} less than {@code NOT}. Belongs to one thread.
 *
 * <pre>
 * any    = all (("OR" | "||") all)*
 * all    = not (("AND" | "&&")? not)*
 * not    = ("NOT" | "!" | "-" | "+") not | "(" any ")" | field ":" value | value
 * value  = "(" any ")" | range | quoted | term
 * </pre>
 */
final class Parser {
    private final Source source;
    private final Values values;
    private int clauses;
    private int depth;

    private Parser(String text) {
        this.source = new Source(text);
        this.values = new Values(source);
    }

    /** Null for a query that says nothing. */
    static @Nullable Node parse(String text) {
        return new Parser(text).query();
    }

    private @Nullable Node query() {
        source.skipSpace();
        if (source.isEnd()) {
            return null;
        }
        var node = any();
        if (!source.isEnd()) {
            throw BadQueryException.at(source.at(), "this bracket was not opened");
        }
        return node;
    }

    private Node any() {
        int at = source.at();
        var parts = new ArrayList<Node>();
        do {
            parts.add(all());
        } while (isOr());
        return parts.size() == 1 ? parts.getFirst() : new Node.Any(parts, at);
    }

    private Node all() {
        source.skipSpace();
        int at = source.at();
        var parts = new ArrayList<Node>(List.of(not()));
        while (goesOn()) {
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Node.All(parts, at);
    }

    private boolean isOr() {
        source.skipSpace();
        return source.takeWord("OR") || source.takeTwice('|');
    }

    private boolean goesOn() {
        source.skipSpace();
        int at = source.at();
        if (source.takeWord("AND") || source.takeTwice('&')) {
            return true;
        }
        boolean ends = source.isEnd() || source.peek() == ')' || isOr();
        source.goTo(at);
        return !ends;
    }

    private Node not() {
        source.skipSpace();
        int at = source.at();
        if (++depth > Limits.DEPTH) {
            throw BadQueryException.at(at, "nested more than " + Limits.DEPTH + " deep");
        }
        try {
            if (source.takeWord("NOT") || source.take('!') || source.take('-')) {
                return new Node.Not(not(), at);
            }
            if (source.take('+')) {
                return not();
            }
            return source.peek() == '(' ? brackets() : clause();
        } finally {
            depth--;
        }
    }

    private Node brackets() {
        int at = source.at();
        var _ = source.next();
        var node = any();
        if (!source.take(')')) {
            throw BadQueryException.at(at, "this bracket is not closed");
        }
        return node;
    }

    private Node clause() {
        if (++clauses > Limits.CLAUSES) {
            throw BadQueryException.at(
                    source.at(), "a query has at most " + Limits.CLAUSES + " clauses");
        }
        int at = source.at();
        var name = values.fieldName();
        if (name == null) {
            return values.value(false);
        }
        source.skipSpace();
        if (source.peek() == '(') {
            return new Node.In(name.field(), name.key(), brackets(), at);
        }
        boolean whole =
                switch (name.field().type()) {
                    case KEYWORD, TIME -> true;
                    case TEXT, PHRASE, BOX_NUMBER, NUMBER -> false;
                };
        return new Node.In(name.field(), name.key(), values.value(whole), at);
    }
}
