package io.groundstream.search.query;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A query as it was written. Places are code points from 0. */
sealed interface Node {
    int at();

    /**
     * One word, or one value of a field.
     *
     * @param text without escapes
     * @param pattern in the syntax of Lucene's wildcards; null if it has none
     * @param edits by which a word may differ; 0 for none
     */
    record Term(String text, @Nullable String pattern, int edits, int at) implements Node {}

    /** Words in this order; {@code slop} positions may lie between or be moved. */
    record Quoted(String text, int slop, int at) implements Node {}

    /** Numbers or times; null for no bound. */
    record Range(
            @Nullable String low,
            boolean lowIncluded,
            @Nullable String high,
            boolean highIncluded,
            int at)
            implements Node {}

    /** What is asked of one field. */
    record In(Field field, String key, Node inner, int at) implements Node {}

    /** All of these. */
    record All(List<Node> parts, int at) implements Node {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** One of these or more. */
    record Any(List<Node> parts, int at) implements Node {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Not this. */
    record Not(Node inner, int at) implements Node {}
}
