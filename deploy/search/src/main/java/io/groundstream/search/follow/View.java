package io.groundstream.search.follow;

import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.search.IndexSearcher;

import java.io.IOException;
import java.util.Set;

/** An index as it stood at one moment, for as long as a reading lasts. */
public final class View<T extends SpecificRecord> {
    private final IndexSearcher searcher;
    private final Records<T> records;
    private final Keeping keeping;

    interface Keeping {
        long keep() throws IOException;
    }

    View(IndexSearcher searcher, Records<T> records, Keeping keeping) {
        this.searcher = searcher;
        this.records = records;
        this.keeping = keeping;
    }

    public IndexSearcher searcher() {
        return searcher;
    }

    /** The record for which this document stands. */
    public T record(int root) throws IOException {
        var visitor = new DocumentStoredFieldVisitor(Set.of(LiveIndex.RECORD));
        searcher.storedFields().document(root, visitor);
        return records.decode(visitor.getDocument().getBinaryValue(LiveIndex.RECORD));
    }

    /** Keeps this moment for a minute or so, so that a later reading can go on in it. */
    public long keep() throws IOException {
        return keeping.keep();
    }
}
