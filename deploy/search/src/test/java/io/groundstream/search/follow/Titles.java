package io.groundstream.search.follow;

import io.groundstream.schemas.avro.SearchDocument;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An index of captions alone, each with one nested document. */
final class Titles implements Projection<SearchDocument> {
    static final Pace QUICK =
            new Pace(
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofMillis(100));

    static LiveIndex<SearchDocument> open(Path folder) {
        return LiveIndex.open(folder, new KeywordAnalyzer(), new Titles());
    }

    static int count(LiveIndex<SearchDocument> index) {
        return index.read(view -> view.searcher().count(LiveIndex.ROOTS));
    }

    static int nested(LiveIndex<SearchDocument> index) {
        return index.read(view -> view.searcher().count(LiveIndex.NESTED));
    }

    static boolean has(LiveIndex<SearchDocument> index, String caption) {
        return index.read(
                view -> view.searcher().count(new TermQuery(new Term("title", caption))) > 0);
    }

    @Override
    public Class<SearchDocument> type() {
        return SearchDocument.class;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Block documents(SearchDocument document) {
        var root = new Document();
        root.add(new StringField("title", document.getCaption(), Store.NO));
        return new Block(root, List.of(new Document()));
    }
}
