package io.groundstream.search.query;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What is asked of boxes beside a query; null asks nothing. Shares, 0 to 1. */
public record Bounds(
        @Nullable Double minConfidence, @Nullable Double minArea, @Nullable Double maxArea) {
    public static final Bounds NONE = new Bounds(null, null, null);

    /** The same as parts of a query. */
    List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        if (minConfidence != null) {
            nodes.add(in(Field.CONFIDENCE, minConfidence, null));
        }
        if (minArea != null || maxArea != null) {
            nodes.add(in(Field.AREA, minArea, maxArea));
        }
        return nodes;
    }

    private static Node in(Field field, @Nullable Double low, @Nullable Double high) {
        var range =
                new Node.Range(
                        low == null ? null : low.toString(),
                        true,
                        high == null ? null : high.toString(),
                        true,
                        0);
        return new Node.In(field, "", range, 0);
    }
}
