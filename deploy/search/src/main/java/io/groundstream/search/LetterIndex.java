package io.groundstream.search;

import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.search.follow.Block;
import io.groundstream.search.follow.LiveIndex;
import io.groundstream.search.follow.Projection;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;

import java.util.Map;
import java.util.Optional;

/** The dead letters that stand. Safe for use by many threads. */
public final class LetterIndex {
    private static final String CODE = "code";
    private static final String STAGE = "stage";

    private final LiveIndex<DeadLetter> index;
    private final Newest<DeadLetter> newest;

    LetterIndex(LiveIndex<DeadLetter> index) {
        this.index = index;
        this.newest = new Newest<>(index);
    }

    public Optional<DeadLetter> get(String imageId) {
        return index.get(imageId);
    }

    /**
     * The newest first.
     *
     * @throws io.groundstream.search.query.BadQueryException if {@code after} is none of ours
     */
    public Page<DeadLetter> find(LetterQuery query) {
        var filter = Filters.all(Filters.is(CODE, query.code()), Filters.is(STAGE, query.stage()));
        return newest.page(filter, query.after(), query.size());
    }

    /** How many of each code stand. */
    public Map<FailureCode, Long> counts() {
        return index.read(view -> Filters.counts(view.searcher(), CODE, FailureCode.class));
    }

    /** What can be asked about a dead letter. */
    static final class Fields implements Projection<DeadLetter> {
        @Override
        public Class<DeadLetter> type() {
            return DeadLetter.class;
        }

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Block documents(DeadLetter letter) {
            var root = new Document();
            root.add(new StringField(CODE, letter.getCode().name(), Store.NO));
            root.add(new StringField(STAGE, letter.getStage().name(), Store.NO));
            root.add(new LongField(Newest.TIME, letter.getAt().toEpochMilli(), Store.NO));
            return Block.of(root);
        }
    }
}
