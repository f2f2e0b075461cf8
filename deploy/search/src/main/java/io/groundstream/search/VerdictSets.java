package io.groundstream.search;

import io.groundstream.schemas.avro.Verdict;
import io.groundstream.search.follow.LiveIndex;
import io.groundstream.search.follow.Matching;
import io.groundstream.search.query.BadQueryException;

import org.apache.lucene.document.KeywordField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Images by their verdicts, as queries of another index. Safe for use by many threads. */
final class VerdictSets {
    private static final int MOST = 250_000;

    private final String field;
    // as long as no decision is made they are the same
    private @Nullable IndexReader reader;
    private final Map<Verdict, Query> sets = new EnumMap<>(Verdict.class);

    VerdictSets(String field) {
        this.field = field;
    }

    @SuppressWarnings("ReferenceEquality") // a reader is one moment of the index
    synchronized Query images(IndexSearcher decisions, Verdict verdict) throws IOException {
        if (reader != decisions.getIndexReader()) {
            sets.clear();
            reader = decisions.getIndexReader();
        }
        var known = sets.get(verdict);
        if (known != null) {
            return known;
        }
        var having = new TermQuery(new Term(field, verdict.name()));
        int count = decisions.count(having);
        if (count > MOST) {
            throw new BadQueryException(
                    "verdict: %d images are %s; up to %d can be searched among"
                            .formatted(count, verdict, MOST));
        }
        var set = KeywordField.newSetQuery(LiveIndex.ID, Matching.keys(decisions, having));
        sets.put(verdict, set);
        return set;
    }
}
