package io.groundstream.topology.moderate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.EvidenceSource;
import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.avro.Version;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class JudgeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TEXT = "a man with a gun and a small knife";

    private final TaskResult said =
            Rules.said(
                    TEXT,
                    Rules.entity(TEXT, "a man", 0.9, 0.5),
                    Rules.entity(TEXT, "a gun", 0.8, 0.1, 0.4));

    @Test
    void aFindingSaysRuleTermTextSpanBoxesAndConfidence() {
        var rule = Rules.block("guns", "gun").setCategory("weapons").setSeverity(90);

        var decision = decide(Rules.policy(7, rule), said);

        assertThat(decision.getVerdict()).isEqualTo(Verdict.BLOCK);
        assertThat(decision.getReason()).isEqualTo(DecisionReason.RULES);
        assertThat(decision.getPolicyId()).isEqualTo("default");
        assertThat(decision.getPolicyRevision()).isEqualTo(7);
        assertThat(decision.getAutomated()).isTrue();
        assertThat(decision.getDecidedAt()).isEqualTo(NOW);
        var finding = decision.getFindings().getFirst();
        assertThat(finding.getRuleId()).isEqualTo("guns");
        assertThat(finding.getCategory()).isEqualTo("weapons");
        assertThat(finding.getSeverity()).isEqualTo(90);
        assertThat(finding.getSource()).isEqualTo(EvidenceSource.ENTITY);
        assertThat(finding.getText()).isEqualTo("gun");
        assertThat(finding.getSpanStart()).isEqualTo(13);
        assertThat(finding.getSpanEnd()).isEqualTo(16);
        assertThat(finding.getBoxes()).hasSize(2);
        assertThat(finding.getConfidence()).isEqualTo(0.8);
    }

    @Test
    void wordsWithoutABoxAreACaptionsWithTheTextsConfidence() {
        var finding = decide(Rules.policy(1, Rules.block("r", "knife")), said).getFindings();

        assertThat(finding.getFirst().getSource()).isEqualTo(EvidenceSource.CAPTION);
        assertThat(finding.getFirst().getBoxes()).isEmpty();
        assertThat(finding.getFirst().getConfidence()).isEqualTo(0.5);
    }

    @Test
    void theStrongestVerdictCountsAndTheGravestFindingStandsFirst() {
        var knives = Rules.block("k", "knife").setVerdict(Verdict.REVIEW).setSeverity(100);
        var guns = Rules.block("g", "gun").setSeverity(1);

        var decision = decide(Rules.policy(1, knives, guns), said);

        assertThat(decision.getVerdict()).isEqualTo(Verdict.BLOCK);
        assertThat(decision.getFindings()).extracting(Finding::getRuleId).containsExactly("g", "k");
    }

    @Test
    void belowTheConfidenceOfItsRuleNothingMatches() {
        assertThat(verdict(Rules.block("r", "gun").setMinConfidence(0.8))).isEqualTo(Verdict.BLOCK);
        assertThat(verdict(Rules.block("r", "gun").setMinConfidence(0.81)))
                .isEqualTo(Verdict.ALLOW);
        assertThat(verdict(Rules.block("r", "knife").setMinConfidence(0.51)))
                .isEqualTo(Verdict.ALLOW);
    }

    @Test
    void aRuleOfBoxesCountsTheLargeOnesAlone() {
        var rule = Rules.block("r", "gun").setMinBoxArea(0.15);

        assertThat(decide(Rules.policy(1, rule), said).getFindings().getFirst().getBoxes())
                .hasSize(1);
        assertThat(verdict(Rules.block("r", "gun").setMinBoxArea(0.17))).isEqualTo(Verdict.ALLOW);
        assertThat(verdict(Rules.block("r", "knife").setMinBoxArea(0.01))).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void aRuleOfGroundedPhrasesPassesOverOtherWords() {
        assertThat(verdict(Rules.block("r", "gun").setGroundedOnly(true))).isEqualTo(Verdict.BLOCK);
        assertThat(verdict(Rules.block("r", "knife").setGroundedOnly(true)))
                .isEqualTo(Verdict.ALLOW);
    }

    @Test
    void aLongerTermThatIsTooUnsureDoesNotHideAShorterOneThatIsNot() {
        var rule = Rules.block("r", "man with gun", "gun").setMinConfidence(0.7);

        assertThat(decide(Rules.policy(1, rule), said).getFindings())
                .extracting(Finding::getTerm)
                .containsExactly("gun");
    }

    @Test
    void thePublishersQuestionIsNoEvidence() {
        var question = "Is there a gun?";
        var answered =
                TaskResult.newBuilder(Rules.said("Question: " + question + " Answer: a knife"))
                        .setTask(new TaskRequest(TaskKind.ANSWER, question, null))
                        .build();
        var policy = Rules.policy(1, Rules.block("g", "gun"), Rules.block("k", "knife"));

        assertThat(decide(policy, answered).getFindings())
                .extracting(Finding::getRuleId)
                .containsExactly("k");
    }

    @Test
    void thePhraseThatAPublisherHadGroundedIsEvidenceByItsBoxes() {
        var text = "the gun";
        var entity =
                Entity.newBuilder(Rules.entity(text, text, 0, 0.5))
                        .setPhraseConfidence(null)
                        .build();
        var grounded =
                TaskResult.newBuilder(Rules.said(text, entity))
                        .setTask(new TaskRequest(TaskKind.GROUND_PHRASE, text, null))
                        .build();

        var finding = decide(Rules.policy(1, Rules.block("g", "gun")), grounded).getFindings();

        assertThat(finding).singleElement().extracting(Finding::getConfidence).isEqualTo(0.9);
    }

    @Test
    void aPhraseThatItsTextLacksDoesNotSlipThrough() {
        var entity = Entity.newBuilder(Rules.entity("a gun", "a gun", 0.7, 0.5)).build();

        var decision = decide(Rules.policy(1, Rules.block("g", "gun")), Rules.said("?", entity));

        assertThat(decision.getFindings().getFirst().getText()).isEqualTo("gun");
        assertThat(decision.getVerdict()).isEqualTo(Verdict.BLOCK);
    }

    @Test
    void anOverrideOfTheSameContentWinsAndOfOtherContentMeansNothing() {
        var policy = Rules.policy(1, Rules.block("g", "gun"));

        var bound = decide(policy, override("ab".repeat(32)), said);
        var other = decide(policy, override("cd".repeat(32)), said);

        assertThat(bound.getVerdict()).isEqualTo(Verdict.ALLOW);
        assertThat(bound.getReason()).isEqualTo(DecisionReason.OVERRIDDEN);
        assertThat(bound.getAutomated()).isFalse();
        assertThat(bound.getActor()).isEqualTo("ann");
        assertThat(bound.getFindings()).hasSize(1);
        assertThat(other.getVerdict()).isEqualTo(Verdict.BLOCK);
        assertThat(other.getAutomated()).isTrue();
    }

    @Test
    void withoutAPolicyAllIsAllowedUnderRevisionZero() {
        var decision = Judge.decide(Rules.subject(said), Policy.NONE, null, NOW);

        assertThat(decision.getVerdict()).isEqualTo(Verdict.ALLOW);
        assertThat(decision.getPolicyRevision()).isZero();
    }

    @Test
    void aShareOfTheAllowedIsDrawnForReviewAndAHigherRateDrawsTheSameAndMore() {
        var tenth = drawn(0.1);
        var third = drawn(0.3);

        assertThat(tenth).hasSizeBetween(800, 1_200).isEqualTo(drawn(0.1));
        assertThat(third).hasSizeBetween(2_700, 3_300).containsAll(tenth);
        assertThat(drawn(0)).isEmpty();
        assertThat(drawn(1)).hasSize(10_000);
    }

    private static List<Integer> drawn(double rate) {
        var policy = Policy.of(Rules.policy(1).setSampleRate(rate).build(), "");
        return IntStream.range(0, 10_000)
                .filter(
                        i -> {
                            var subject =
                                    new Subject("i" + i, new Version(0, 0L), "ab", List.of(), null);
                            var decision = Judge.decide(subject, policy, null, NOW);
                            assertThat(decision.getSampled())
                                    .isEqualTo(decision.getVerdict() == Verdict.REVIEW);
                            return decision.getSampled();
                        })
                .boxed()
                .toList();
    }

    private Verdict verdict(io.groundstream.schemas.avro.ModerationRule.Builder rule) {
        return decide(Rules.policy(1, rule), said).getVerdict();
    }

    private static ModerationOverride override(String sha256) {
        return ModerationOverride.newBuilder()
                .setImageId("a")
                .setContentSha256(sha256)
                .setVerdict(Verdict.ALLOW)
                .setActor("ann")
                .build();
    }

    private static ModerationDecision decide(
            ModerationPolicy.Builder policy, TaskResult... results) {
        return Judge.decide(Rules.subject(results), Policy.of(policy.build(), ""), null, NOW);
    }

    private static ModerationDecision decide(
            ModerationPolicy.Builder policy, ModerationOverride override, TaskResult... results) {
        return Judge.decide(Rules.subject(results), Policy.of(policy.build(), ""), override, NOW);
    }
}
