package io.groundstream.search;

import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.search.Found.Hit;
import io.groundstream.search.follow.LiveIndex;
import io.groundstream.search.follow.View;
import io.groundstream.search.query.Asked;
import io.groundstream.search.query.Asking;
import io.groundstream.search.query.BadQueryException;
import io.groundstream.search.query.Field;

import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.FacetsCollectorManager.FacetsResult;
import org.apache.lucene.index.QueryTimeoutImpl;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The images that have a search document. Safe for use by many threads. */
public final class SearchIndex {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Sort ORDER =
            new Sort(
                    SortField.FIELD_SCORE,
                    LongField.newSortField(
                            Field.ANNOTATED_AT.label(), true, SortedNumericSelector.Type.MAX),
                    KeywordField.newSortField(LiveIndex.ID, false, SortedSetSelector.Type.MIN));

    private final LiveIndex<SearchDocument> index;
    private final Function<Verdict, Query> verdicts;
    private final FacetCounts facets = new FacetCounts();

    SearchIndex(LiveIndex<SearchDocument> index, Function<Verdict, Query> verdicts) {
        this.index = index;
        this.verdicts = verdicts;
    }

    public Optional<SearchDocument> get(String imageId) {
        return index.get(imageId);
    }

    /** How many images there are. */
    public long count() {
        return index.read(view -> (long) view.searcher().count(LiveIndex.ROOTS));
    }

    /**
     * The best first, and of the equally good the newest. Pages of one request are of one moment,
     * if they are asked for within a minute.
     *
     * @throws BadQueryException if the query cannot be understood, asks too much, or {@code after}
     *     is none of ours
     */
    public Found find(SearchRequest request) {
        var asked = Asking.of(request.query(), request.bounds());
        var images = images(asked, request.verdict());
        int hash = hash(request);
        if (request.after() == null) {
            return index.read(view -> find(view, asked, images, request, hash, null));
        }
        var cursor = Cursor.read(request.after(), hash);
        return index.readIn(
                cursor.moment(), view -> find(view, asked, images, request, hash, cursor));
    }

    private Query images(Asked asked, @Nullable Verdict verdict) {
        return verdict == null
                ? asked.images()
                : new BooleanQuery.Builder()
                        .add(asked.images(), Occur.MUST)
                        .add(verdicts.apply(verdict), Occur.FILTER)
                        .build();
    }

    /** The same in every process: an enum's own hash is not. */
    private static int hash(SearchRequest request) {
        return Objects.hash(request.query(), request.bounds(), String.valueOf(request.verdict()));
    }

    private Found find(
            View<SearchDocument> view,
            Asked asked,
            Query images,
            SearchRequest request,
            int hash,
            @Nullable Cursor after)
            throws IOException {
        // of its own, because a time limit is a searcher's
        var searcher = new IndexSearcher(view.searcher().getIndexReader());
        searcher.setTimeout(new QueryTimeoutImpl(PATIENCE.toMillis()));
        var top = top(searcher, images, request, after);
        if (searcher.timedOut()) {
            throw new BadQueryException("this takes too long; ask for something narrower");
        }
        var found = top.topDocs().scoreDocs;
        int most = Math.min(request.size(), found.length);
        var boxes = new Boxes(searcher, asked.boxes());
        var marks = new Marks(asked.words());
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < most; i++) {
            hits.add(hit(view, (FieldDoc) found[i], boxes, marks));
        }
        var next =
                found.length > request.size()
                        ? cursor((FieldDoc) found[most - 1], hash, view.keep()).write()
                        : null;
        return new Found(
                hits,
                top.topDocs().totalHits.value(),
                facets.count(searcher.getIndexReader(), top.facetsCollector(), request.facets()),
                next);
    }

    private static FacetsResult top(
            IndexSearcher searcher, Query images, SearchRequest request, @Nullable Cursor after)
            throws IOException {
        int size = request.size() + 1;
        var counted = new FacetsCollectorManager();
        if (after == null) {
            return FacetsCollectorManager.search(searcher, images, size, ORDER, counted);
        }
        int last = Math.max(0, searcher.getIndexReader().maxDoc() - 1);
        var from =
                new FieldDoc(
                        last, Float.NaN, new Object[] {after.score(), after.millis(), after.id()});
        return FacetsCollectorManager.searchAfter(searcher, from, images, size, ORDER, counted);
    }

    private static Hit hit(View<SearchDocument> view, FieldDoc found, Boxes boxes, Marks marks)
            throws IOException {
        var document = view.record(found.doc);
        return new Hit(document, (Float) found.fields[0], marks.in(document), boxes.of(found.doc));
    }

    private static Cursor cursor(FieldDoc end, int hash, long moment) {
        return new Cursor(
                hash,
                moment,
                (Float) end.fields[0],
                (Long) end.fields[1],
                (BytesRef) end.fields[2]);
    }
}
