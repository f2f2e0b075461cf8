package io.groundstream.search;

import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.search.follow.Block;
import io.groundstream.search.follow.LiveIndex;
import io.groundstream.search.follow.Projection;
import io.groundstream.search.query.BadQueryException;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.search.Query;

import java.util.Map;
import java.util.Optional;

/** The decisions that stand. Safe for use by many threads. */
public final class DecisionIndex {
    private static final String VERDICT = "verdict";
    private static final String REASON = "reason";
    private static final String RULE = "rule";

    private final LiveIndex<ModerationDecision> index;
    private final Newest<ModerationDecision> newest;
    private final VerdictSets verdicts = new VerdictSets(VERDICT);

    DecisionIndex(LiveIndex<ModerationDecision> index) {
        this.index = index;
        this.newest = new Newest<>(index);
    }

    public Optional<ModerationDecision> get(String imageId) {
        return index.get(imageId);
    }

    /**
     * The newest first.
     *
     * @throws BadQueryException if {@code after} is none of ours
     */
    public Page<ModerationDecision> find(DecisionQuery query) {
        var filter =
                Filters.all(
                        Filters.is(VERDICT, query.verdict()),
                        Filters.is(REASON, query.reason()),
                        Filters.is(RULE, query.ruleId()));
        return newest.page(filter, query.after(), query.size());
    }

    /**
     * The images of a verdict, as a query of another index of images.
     *
     * @throws BadQueryException if they are too many for that
     */
    Query images(Verdict verdict) {
        return index.read(view -> verdicts.images(view.searcher(), verdict));
    }

    /** How many of each verdict stand. */
    public Map<Verdict, Long> counts() {
        return index.read(view -> Filters.counts(view.searcher(), VERDICT, Verdict.class));
    }

    /** What can be asked about a decision. */
    static final class Fields implements Projection<ModerationDecision> {
        @Override
        public Class<ModerationDecision> type() {
            return ModerationDecision.class;
        }

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Block documents(ModerationDecision decision) {
            var root = new Document();
            root.add(new StringField(VERDICT, decision.getVerdict().name(), Store.NO));
            root.add(new StringField(REASON, decision.getReason().name(), Store.NO));
            decision.getFindings().stream()
                    .map(Finding::getRuleId)
                    .distinct()
                    .forEach(rule -> root.add(new StringField(RULE, rule, Store.NO)));
            long time = decision.getDecidedAt().toEpochMilli();
            root.add(new LongField(Newest.TIME, time, Store.NO));
            return Block.of(root);
        }
    }
}
