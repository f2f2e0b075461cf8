package io.groundstream.search.follow;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that match, however many. */
public final class Matching {
    private Matching() {}

    /** The keys of the records whose documents match. */
    public static List<BytesRef> keys(IndexSearcher searcher, Query query) throws IOException {
        var keys = new ArrayList<BytesRef>();
        var weight =
                searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (var leaf : searcher.getIndexReader().leaves()) {
            addKeys(weight, leaf, keys);
        }
        return keys;
    }

    private static void addKeys(Weight weight, LeafReaderContext leaf, List<BytesRef> keys)
            throws IOException {
        var scorer = weight.scorer(leaf);
        if (scorer == null) {
            return;
        }
        var ids = DocValues.getSortedSet(leaf.reader(), LiveIndex.ID);
        var live = leaf.reader().getLiveDocs();
        var matches = scorer.iterator();
        for (int doc = matches.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = matches.nextDoc()) {
            if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
                keys.add(BytesRef.deepCopyOf(ids.lookupOrd(ids.nextOrd())));
            }
        }
    }
}
