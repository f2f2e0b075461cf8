package io.groundstream.search.follow;

import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherLifetimeManager.PruneByAge;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last record of each key in a Lucene index on disk. What is written is seen after a refresh,
 * and survives a crash after a commit. One thread writes, any number read.
 */
public final class LiveIndex<T extends SpecificRecord> implements AutoCloseable {
    /** The record's key, on the document that stands for it; to be sorted by and looked up. */
    public static final String ID = "id";

    /** On each document that stands for a record, and on no nested one. */
    public static final Query ROOTS = new TermQuery(new Term("root", "1"));

    /** On each nested document, and on no other. */
    public static final Query NESTED = new TermQuery(new Term("nested", "1"));

    static final String RECORD = "record";
    // on all documents of a record, so that they go together
    private static final String KEY = "key";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final double KEPT_SECONDS = 60;

    private final Path folder;
    private final Analyzer analyzer;
    private final Projection<T> projection;
    private final Records<T> records;
    private volatile OpenIndex store;

    /** What is done with an index as it stands at one moment. */
    @FunctionalInterface
    public interface Reading<T extends SpecificRecord, R extends @Nullable Object> {
        R in(View<T> view) throws IOException;
    }

    private LiveIndex(Path folder, Analyzer analyzer, Projection<T> projection, OpenIndex store) {
        this.folder = folder;
        this.analyzer = analyzer;
        this.projection = projection;
        this.records = new Records<>(projection.type());
        this.store = store;
    }

    /** Opens or creates the index in the folder, which is this one's alone. */
    public static <T extends SpecificRecord> LiveIndex<T> open(
            Path folder, Analyzer analyzer, Projection<T> projection) {
        try {
            var store = OpenIndex.open(folder, analyzer);
            return new LiveIndex<>(folder, analyzer, projection, store);
        } catch (IOException e) {
            throw new UncheckedIOException("the index in " + folder + " cannot be opened", e);
        }
    }

    Class<T> type() {
        return projection.type();
    }

    /** What reads and writes another format cannot go on with this index. */
    String format() {
        return projection.revision() + "-" + records.format();
    }

    /** Takes the place of what stood under the key. */
    public void put(String key, int partition, long offset, T record) throws IOException {
        var term = Keys.term(key);
        var block = projection.documents(record);
        var documents = new ArrayList<Document>(block.nested().size() + 1);
        for (var nested : block.nested()) {
            nested.add(new StringField("nested", "1", Store.NO));
            documents.add(nested);
        }
        var root = block.root();
        root.add(new StringField("root", "1", Store.NO));
        root.add(new KeywordField(ID, term, Store.NO));
        root.add(new IntPoint(PARTITION, partition));
        root.add(new LongPoint(OFFSET, offset));
        root.add(new StoredField(RECORD, records.encode(record)));
        documents.add(root);
        documents.forEach(document -> document.add(new StringField(KEY, term, Store.NO)));
        store.writer().updateDocuments(new Term(KEY, term), documents);
    }

    public void delete(String key) throws IOException {
        store.writer().deleteDocuments(new Term(KEY, Keys.term(key)));
    }

    void clear() throws IOException {
        store.writer().deleteAll();
    }

    /** Removes what stands on the partition before the offset: the topic has it no longer. */
    void expire(int partition, long start) throws IOException {
        refresh();
        var gone =
                new BooleanQuery.Builder()
                        .add(IntPoint.newExactQuery(PARTITION, partition), Occur.FILTER)
                        .add(
                                LongPoint.newRangeQuery(OFFSET, Long.MIN_VALUE, start - 1),
                                Occur.FILTER)
                        .build();
        for (var key : read(view -> Matching.keys(view.searcher(), gone))) {
            store.writer().deleteDocuments(new Term(KEY, key));
        }
    }

    /** Makes what has been written visible. */
    public void refresh() throws IOException {
        store.searchers().maybeRefreshBlocking();
        store.kept().prune(new PruneByAge(KEPT_SECONDS));
    }

    /** Makes what has been written last, together with the bookmark. */
    void commit(Bookmark bookmark) throws IOException {
        store.writer().setLiveCommitData(bookmark.write().entrySet());
        store.writer().commit();
    }

    /** That of the last commit. */
    Optional<Bookmark> bookmark() {
        var data = new HashMap<String, String>();
        var committed = store.writer().getLiveCommitData();
        if (committed != null) {
            for (Map.Entry<String, String> entry : committed) {
                data.put(entry.getKey(), entry.getValue());
            }
        }
        return Bookmark.read(data);
    }

    /** After a failure to write: goes back to the last commit. */
    void reopen() throws IOException {
        store.abandon();
        store = OpenIndex.open(folder, analyzer);
    }

    /** Reads in what is visible now. */
    @SuppressWarnings("ReferenceEquality") // another one is one that was opened since
    public <R extends @Nullable Object> R read(Reading<T, R> reading) {
        while (true) {
            var now = store;
            try {
                var searcher = now.searchers().acquire();
                try {
                    return reading.in(view(now, searcher));
                } finally {
                    now.searchers().release(searcher);
                }
            } catch (AlreadyClosedException e) {
                if (now == store) {
                    throw e;
                }
                // reopened meanwhile
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Reads in a moment that was kept, or in the present one if it has been let go. */
    public <R extends @Nullable Object> R readIn(long moment, Reading<T, R> reading) {
        var now = store;
        var searcher = now.kept().acquire(moment);
        if (searcher == null) {
            return read(reading);
        }
        try {
            try {
                return reading.in(view(now, searcher));
            } finally {
                now.kept().release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last record of the key. */
    public Optional<T> get(String key) {
        var query = KeywordField.newExactQuery(ID, Keys.term(key));
        return read(
                view -> {
                    var hits = view.searcher().search(query, 1).scoreDocs;
                    return hits.length == 0
                            ? Optional.empty()
                            : Optional.of(view.record(hits[0].doc));
                });
    }

    /** Without a commit. */
    @Override
    public void close() throws IOException {
        store.close();
    }

    private View<T> view(OpenIndex now, IndexSearcher searcher) {
        return new View<>(searcher, records, () -> now.kept().record(searcher));
    }
}
