package io.groundstream.search;

import io.groundstream.search.follow.LiveIndex;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Records by their values. */
final class Filters {
    private Filters() {}

    /** Null, which says nothing, if nothing is wanted. */
    static @Nullable Query is(String field, @Nullable Enum<?> wanted) {
        return wanted == null ? null : is(field, wanted.name());
    }

    static @Nullable Query is(String field, @Nullable String wanted) {
        return wanted == null ? null : new TermQuery(new Term(field, wanted));
    }

    static Query all(@Nullable Query... parts) {
        var builder = new BooleanQuery.Builder().add(LiveIndex.ROOTS, Occur.FILTER);
        for (var part : parts) {
            if (part != null) {
                builder.add(part, Occur.FILTER);
            }
        }
        return builder.build();
    }

    /** How many records have each of the values. */
    static <E extends Enum<E>> Map<E, Long> counts(
            IndexSearcher searcher, String field, Class<E> type) throws IOException {
        var counts = new EnumMap<E, Long>(type);
        for (var value : type.getEnumConstants()) {
            counts.put(value, (long) searcher.count(new TermQuery(new Term(field, value.name()))));
        }
        return counts;
    }
}
