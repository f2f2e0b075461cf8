package io.groundstream.search;

import io.groundstream.search.query.Asking;

import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which boxes of an image a query means. Belongs to one reading. */
final class Boxes {
    private final IndexSearcher searcher;
    private final List<Weight> candidates = new ArrayList<>();

    /**
     * Prepares the queries.
     *
     * @param candidates the first that finds any box of an image says which
     */
    Boxes(IndexSearcher searcher, List<Query> candidates) throws IOException {
        this.searcher = searcher;
        for (var query : candidates) {
            this.candidates.add(
                    searcher.createWeight(
                            searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1));
        }
    }

    /** By their places in the image's document. */
    List<Integer> of(int image) throws IOException {
        for (var candidate : candidates) {
            var boxes = of(image, candidate);
            if (!boxes.isEmpty()) {
                return boxes;
            }
        }
        return List.of();
    }

    private List<Integer> of(int image, Weight query) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(image, leaves));
        int root = image - leaf.docBase;
        var images = Asking.IMAGES.getBitSet(leaf);
        var scorer = query.scorer(leaf);
        if (images == null || scorer == null) {
            return List.of();
        }
        int first = root == 0 ? 0 : images.prevSetBit(root - 1) + 1;
        var places = new ArrayList<Integer>();
        var matches = scorer.iterator();
        for (int box = matches.advance(first); box < root; box = matches.nextDoc()) {
            places.add(box - first);
        }
        return places;
    }
}
