package io.groundstream.search.query;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;

/** The smallest parts of a query as Lucene's. */
final class Leaves {
    private Leaves() {}

    /** Words in a field of analysed text; null if all of them are too common to be indexed. */
    static @Nullable Query words(String field, Node leaf) {
        return switch (leaf) {
            case Node.Quoted(var text, var slop, _) -> phrase(field, text, slop);
            case Node.Term term when term.pattern() != null ->
                    wildcard(
                            field,
                            Words.ASKED.normalize(field, term.pattern()).utf8ToString(),
                            term);
            case Node.Term term when term.edits() > 0 -> fuzzy(field, term);
            case Node.Term term -> phrase(field, term.text(), 0);
            case Node.Range range ->
                    throw BadQueryException.at(
                            range.at(), "text has no ranges; for numbers and times only");
            case Node.In(var inner, _, _, var at) ->
                    throw BadQueryException.at(
                            at, "%s cannot stand inside another field".formatted(inner.label()));
            case Node.All all -> throw unfolded(all);
            case Node.Any any -> throw unfolded(any);
            case Node.Not not -> throw unfolded(not);
        };
    }

    /** A value as it stands, below a prefix that the index has before it. */
    static Query keyword(String field, String prefix, Node leaf) {
        return switch (leaf) {
            case Node.Quoted(var text, _, _) -> new TermQuery(new Term(field, prefix + text));
            case Node.Term term when term.pattern() == null ->
                    new TermQuery(new Term(field, prefix + term.text()));
            case Node.Term term when "*".equals(term.pattern()) ->
                    constant(new PrefixQuery(new Term(field, prefix)));
            case Node.Term term -> wildcard(field, literal(prefix) + term.pattern(), term);
            default ->
                    throw BadQueryException.at(
                            leaf.at(), field + " has values, such as " + field + ":x");
        };
    }

    private static @Nullable Query phrase(String field, String text, int slop) {
        var words = Words.of(text);
        if (words.size() == 1) {
            return new TermQuery(new Term(field, words.getFirst().stem()));
        }
        if (words.isEmpty()) {
            return null;
        }
        var phrase = new PhraseQuery.Builder().setSlop(slop);
        int first = words.getFirst().position();
        words.forEach(word -> phrase.add(new Term(field, word.stem()), word.position() - first));
        return phrase.build();
    }

    private static Query fuzzy(String field, Node.Term term) {
        var words = Words.of(term.text());
        if (words.size() != 1) {
            throw BadQueryException.at(
                    term.at(), "~ stands behind one word that is not too common");
        }
        return new FuzzyQuery(
                new Term(field, words.getFirst().stem()),
                term.edits(),
                1,
                Limits.FUZZY_EXPANSIONS,
                true);
    }

    private static Query wildcard(String field, String pattern, Node.Term term) {
        if (first(pattern) < Limits.LITERALS_BEFORE_A_WILDCARD) {
            throw BadQueryException.at(
                    term.at(),
                    "* and ? need %d letters before them"
                            .formatted(Limits.LITERALS_BEFORE_A_WILDCARD));
        }
        try {
            return new WildcardQuery(new Term(field, pattern));
        } catch (TooComplexToDeterminizeException e) {
            throw BadQueryException.at(term.at(), "this pattern is too complicated");
        }
    }

    private static Query constant(Query query) {
        return new ConstantScoreQuery(query);
    }

    /** How many characters stand before the first wildcard. */
    private static int first(String pattern) {
        int literals = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '?') {
                return literals;
            }
            i += c == '\\' ? 1 : 0;
            literals++;
        }
        return literals;
    }

    private static String literal(String text) {
        return text.replaceAll("([*?\\\\])", "\\\\$1");
    }

    private static IllegalStateException unfolded(Node node) {
        return new IllegalStateException("not a leaf: " + node);
    }
}
