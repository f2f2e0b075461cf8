package io.groundstream.search;

import io.groundstream.search.Found.Facet;

import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Counts the phrases of what was found. Safe for use by many threads. */
final class FacetCounts {
    // to number all phrases of an index costs more than to count those of a query
    private volatile @Nullable Numbered last;

    private record Numbered(IndexReader reader, StringDocValuesReaderState state) {}

    /** The commonest first. */
    List<Facet> count(IndexReader reader, FacetsCollector found, int most) throws IOException {
        if (most == 0 || reader.maxDoc() == 0) {
            return List.of();
        }
        var counts = new StringValueFacetCounts(state(reader), found);
        var top = counts.getTopChildren(most, Fields.FACETS);
        return top == null
                ? List.of()
                : Arrays.stream(top.labelValues)
                        .map(value -> new Facet(value.label, value.value.longValue()))
                        .toList();
    }

    @SuppressWarnings("ReferenceEquality") // a reader is one moment of the index
    private StringDocValuesReaderState state(IndexReader reader) throws IOException {
        var known = last;
        if (known != null && known.reader() == reader) {
            return known.state();
        }
        var state = new StringDocValuesReaderState(reader, Fields.FACETS);
        last = new Numbered(reader, state);
        return state;
    }
}
