package io.groundstream.search;

import io.groundstream.search.follow.LiveIndex;
import io.groundstream.search.follow.View;

import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;

/** Pages of records, the newest first. */
final class Newest<T extends SpecificRecord> {
    /** The field by which records are ordered, in milliseconds. */
    static final String TIME = "time";

    private static final Sort ORDER =
            new Sort(
                    LongField.newSortField(TIME, true, SortedNumericSelector.Type.MAX),
                    KeywordField.newSortField(LiveIndex.ID, false, SortedSetSelector.Type.MIN));

    private final LiveIndex<T> index;

    Newest(LiveIndex<T> index) {
        this.index = index;
    }

    /** Throws if the place is none of this query's. */
    Page<T> page(Query query, @Nullable String after, int size) {
        // the text, because a hash of constants is another one in each process
        int asked = query.toString().hashCode();
        if (after == null) {
            return index.read(view -> page(view, query, asked, null, size));
        }
        var cursor = Cursor.read(after, asked);
        return index.readIn(cursor.moment(), view -> page(view, query, asked, cursor, size));
    }

    private Page<T> page(View<T> view, Query query, int asked, @Nullable Cursor after, int size)
            throws IOException {
        var searcher = view.searcher();
        int last = Math.max(0, searcher.getIndexReader().maxDoc() - 1);
        var from =
                after == null
                        ? null
                        : new FieldDoc(last, Float.NaN, new Object[] {after.millis(), after.id()});
        var top =
                searcher.search(
                        query,
                        new TopFieldCollectorManager(ORDER, size + 1, from, Integer.MAX_VALUE));
        var items = new ArrayList<T>();
        for (int i = 0; i < Math.min(size, top.scoreDocs.length); i++) {
            items.add(view.record(top.scoreDocs[i].doc));
        }
        var next =
                top.scoreDocs.length > size
                        ? cursor((FieldDoc) top.scoreDocs[size - 1], asked, view.keep()).write()
                        : null;
        return new Page<>(items, top.totalHits.value(), next);
    }

    private static Cursor cursor(FieldDoc end, int asked, long moment) {
        return new Cursor(asked, moment, 0, (Long) end.fields[0], (BytesRef) end.fields[1]);
    }
}
