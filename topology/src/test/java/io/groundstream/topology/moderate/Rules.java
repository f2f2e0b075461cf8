package io.groundstream.topology.moderate;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.ModerationRule;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.serde.TrustedRecords;

import java.util.Arrays;
import java.util.List;

/** Policies and annotations to test with. */
public final class Rules {
    static {
        TrustedRecords.vouch();
    }

    private Rules() {}

    public static ModerationRule.Builder block(String ruleId, String... terms) {
        return ModerationRule.newBuilder()
                .setRuleId(ruleId)
                .setVerdict(Verdict.BLOCK)
                .setTerms(List.of(terms));
    }

    public static ModerationPolicy.Builder policy(int revision, ModerationRule.Builder... rules) {
        return ModerationPolicy.newBuilder()
                .setRevision(revision)
                .setRules(Arrays.stream(rules).map(ModerationRule.Builder::build).toList());
    }

    static Subject subject(TaskResult... results) {
        return new Subject("a", new Version(0, 1L), "ab".repeat(32), List.of(results), null);
    }

    public static TaskResult said(String text, Entity... entities) {
        return TaskResult.newBuilder()
                .setText(text)
                .setConfidence(0.5)
                .setEntities(List.of(entities))
                .build();
    }

    /** A phrase that stands in the text, with square boxes of this side. */
    public static Entity entity(String text, String phrase, double confidence, double... sides) {
        int at = text.indexOf(phrase);
        int start = text.codePointCount(0, at);
        return Entity.newBuilder()
                .setPhrase(phrase)
                .setSpanStart(start)
                .setSpanEnd(start + phrase.codePointCount(0, phrase.length()))
                .setPhraseConfidence(confidence)
                .setBoxes(
                        Arrays.stream(sides)
                                .mapToObj(
                                        side ->
                                                ScoredBox.newBuilder()
                                                        .setBox(new Box(0.0, 0.0, side, side))
                                                        .setConfidence(0.9)
                                                        .build())
                                .toList())
                .build();
    }
}
