package io.groundstream.search.query;

import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** And, or and not of queries. Null is a part that says nothing, such as one of common words. */
final class Fold {
    private Fold() {}

    static @Nullable Query any(List<@Nullable Query> parts) {
        var said = parts.stream().filter(Objects::nonNull).toList();
        if (said.size() < 2) {
            return said.isEmpty() ? null : said.getFirst();
        }
        var builder = new BooleanQuery.Builder();
        said.forEach(part -> builder.add(part, Occur.SHOULD));
        return builder.build();
    }

    /**
     * All of the one and none of the other.
     *
     * @param everything what the exclusions are taken from if nothing is required
     */
    static @Nullable Query all(
            List<@Nullable Query> required, List<@Nullable Query> excluded, Query everything) {
        var musts = required.stream().filter(Objects::nonNull).toList();
        var nots = excluded.stream().filter(Objects::nonNull).toList();
        if (musts.isEmpty() && nots.isEmpty()) {
            return null;
        }
        if (musts.size() == 1 && nots.isEmpty()) {
            return musts.getFirst();
        }
        var builder = new BooleanQuery.Builder();
        musts.forEach(part -> builder.add(part, Occur.MUST));
        if (musts.isEmpty()) {
            builder.add(everything, Occur.FILTER);
        }
        nots.forEach(part -> builder.add(part, Occur.MUST_NOT));
        return builder.build();
    }

    static @Nullable Query not(@Nullable Query excluded, Query everything) {
        return excluded == null
                ? null
                : new BooleanQuery.Builder()
                        .add(everything, Occur.FILTER)
                        .add(excluded, Occur.MUST_NOT)
                        .build();
    }

    /** The smallest part of a query. */
    interface Leaf {
        /**
         * What it says.
         *
         * @param meant false inside of a negation
         */
        @Nullable Query query(Node leaf, boolean meant);
    }

    /** Brackets, and, or and not over leaves. */
    static @Nullable Query tree(Node node, boolean meant, Leaf leaf, Query everything) {
        return switch (node) {
            case Node.Any(var parts, _) ->
                    any(parts.stream().map(part -> tree(part, meant, leaf, everything)).toList());
            case Node.Not(var inner, _) -> not(tree(inner, false, leaf, everything), everything);
            case Node.All(var parts, _) -> {
                var required = new ArrayList<@Nullable Query>();
                var excluded = new ArrayList<@Nullable Query>();
                for (var part : parts) {
                    if (part instanceof Node.Not(var inner, _)) {
                        excluded.add(tree(inner, false, leaf, everything));
                    } else {
                        required.add(tree(part, meant, leaf, everything));
                    }
                }
                yield all(required, excluded, everything);
            }
            default -> leaf.query(node, meant);
        };
    }
}
