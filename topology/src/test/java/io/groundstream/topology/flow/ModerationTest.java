package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.topology.moderate.Rules;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class ModerationTest {
    private static final String CONTENT = Sample.sha256("one");
    private static final String OTHER = Sample.sha256("other");

    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anAnnotationIsDecidedUnderThePolicyInForce() {
        driver.policy(Rules.policy(3, Rules.block("g", "gun")).build());
        annotate("a", "a man with guns", CONTENT);

        var decision = driver.decisions().getLast();
        assertThat(decision.getVerdict()).isEqualTo(Verdict.BLOCK);
        assertThat(decision.getPolicyRevision()).isEqualTo(3);
        assertThat(decision.getVersion()).isEqualTo(driver.annotations().getLast().getVersion());
        assertThat(revision()).isEqualTo(3);
        assertThat(
                        driver.meters
                                .counter("groundstream.moderation.decisions", "verdict", "BLOCK")
                                .count())
                .isEqualTo(1);
    }

    @Test
    void withoutAPolicyAllIsAllowed() {
        annotate("a", "a gun", CONTENT);

        assertThat(driver.decisions())
                .singleElement()
                .satisfies(d -> assertThat(d.getVerdict()).isEqualTo(Verdict.ALLOW))
                .satisfies(d -> assertThat(d.getPolicyRevision()).isZero());
    }

    @Test
    void anotherPolicyDecidesAllImagesAgainOnce() {
        annotate("a", "a gun", CONTENT);
        annotate("b", "a tree", OTHER);
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        settle();

        assertThat(last("a").getVerdict()).isEqualTo(Verdict.BLOCK);
        assertThat(last("b").getVerdict()).isEqualTo(Verdict.ALLOW);
        assertThat(driver.decisions()).hasSize(4);
        assertThat(last("b").getPolicyRevision()).isEqualTo(1);
    }

    @Test
    void theHighestRevisionIsInForceWhateverTheOrder() {
        driver.policy(Rules.policy(9, Rules.block("g", "gun")).build());
        driver.policy(Rules.policy(8, Rules.block("t", "tree")).build());
        annotate("a", "a gun", CONTENT);

        assertThat(driver.decisions().getLast().getPolicyRevision()).isEqualTo(9);
    }

    @Test
    void aMalformedPolicyLeavesTheLastGoodOneInForceAndIsSeen() {
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        driver.policy("default@2", new byte[] {1, 2, 3});
        driver.policy(Rules.policy(3, Rules.block("g", "!!!")).build());
        driver.policy("default@5", null);
        annotate("a", "a gun", CONTENT);
        annotate("b", "a gun", CONTENT);

        assertThat(driver.decisions())
                .extracting(ModerationDecision::getPolicyRevision)
                .containsOnly(1);
        assertThat(driver.meters.counter("groundstream.policy.faults").count()).isEqualTo(2);
    }

    @Test
    void aPolicyThatIsTakenBackGivesWayToTheOneBefore() {
        driver.policy(Rules.policy(1).build());
        driver.policy(Rules.policy(2, Rules.block("g", "gun")).build());
        annotate("a", "a gun", CONTENT);
        driver.policy("default@2", null);
        settle();

        assertThat(last("a").getVerdict()).isEqualTo(Verdict.ALLOW);
        assertThat(last("a").getPolicyRevision()).isEqualTo(1);
    }

    @Test
    void anotherPolicyUnderTheSameRevisionIsAnotherPolicy() {
        driver.policy(Rules.policy(1).build());
        annotate("a", "a gun", CONTENT);
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        settle();

        assertThat(last("a").getVerdict()).isEqualTo(Verdict.BLOCK);
    }

    @Test
    void moreImagesThanASliceAreAllDecidedAgain() {
        for (int i = 0; i < 1_203; i++) {
            annotate("i" + i, i % 3 == 0 ? "a gun" : "a tree", CONTENT);
        }
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        annotate("i7", "a gun", CONTENT);
        for (int i = 0; i < 300; i++) {
            driver.leap(Redecision.INTERVAL);
        }

        assertThat(driver.decisions()).hasSize(1_203 + 1 + 1_202);
        assertThat(driver.decisions().stream().filter(d -> d.getVerdict() == Verdict.BLOCK))
                .hasSize(402);
    }

    @Test
    void aDeadLetterIsReview() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.failed(FailureCode.CORRUPT_IMAGE, false));
        driver.publish("b", new byte[] {1, 2, 3, 4, 5, 6});
        driver.policy(Rules.policy(1).build());
        settle();

        assertThat(driver.decisions())
                .hasSize(2)
                .allSatisfy(d -> assertThat(d.getVerdict()).isEqualTo(Verdict.REVIEW))
                .allSatisfy(d -> assertThat(d.getReason()).isEqualTo(DecisionReason.UNPROCESSED));
    }

    @Test
    void ofADeletedImageNothingIsDecidedAgain() {
        annotate("a", "a gun", CONTENT);
        driver.publish("a", (byte[]) null);
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        settle();

        assertThat(driver.compacted(Driver.TOPICS.moderationDecisions())).isEmpty();
    }

    @Test
    void anOverrideWinsAndSurvivesAnotherPolicy() {
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        annotate("a", "a gun", CONTENT);
        driver.override(allow("a", CONTENT));
        driver.override(allow("a", CONTENT));
        assertThat(last("a").getReason()).isEqualTo(DecisionReason.OVERRIDDEN);
        assertThat(last("a").getAutomated()).isFalse();
        driver.policy(Rules.policy(2, Rules.block("g", "gun")).build());
        settle();

        assertThat(last("a").getVerdict()).isEqualTo(Verdict.ALLOW);
        assertThat(last("a").getPolicyRevision()).isEqualTo(2);
        assertThat(driver.decisions()).hasSize(3);
    }

    @Test
    void anOverrideNeverAppliesToAReplacement() {
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        annotate("a", "a gun", CONTENT);
        driver.override(allow("a", CONTENT));
        annotate("a", "a gun", OTHER);
        assertThat(last("a").getVerdict()).isEqualTo(Verdict.BLOCK);
        annotate("a", "a gun", CONTENT);

        assertThat(last("a").getVerdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void anOverrideThatIsWithdrawnLeavesTheMachineToDecide() {
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        annotate("a", "a gun", CONTENT);
        driver.override(allow("a", CONTENT));
        driver.override("a", (byte[]) null);

        assertThat(last("a").getVerdict()).isEqualTo(Verdict.BLOCK);
        assertThat(last("a").getAutomated()).isTrue();
    }

    @Test
    void anOverrideWaitsForItsContentAndOutlivesADeletion() {
        driver.override(allow("a", CONTENT));
        driver.policy(Rules.policy(1, Rules.block("g", "gun")).build());
        annotate("a", "a gun", CONTENT);
        assertThat(last("a").getVerdict()).isEqualTo(Verdict.ALLOW);
        driver.publish("a", (byte[]) null);
        annotate("a", "a gun", CONTENT);

        assertThat(last("a").getReason()).isEqualTo(DecisionReason.OVERRIDDEN);
    }

    @Test
    void anOverrideThatCannotBeReadOrBindsNothingIsIgnored() {
        annotate("a", "a gun", CONTENT);
        driver.override("a", new byte[] {1, 2, 3});
        driver.override(allow("a", ""));
        driver.override(
                ModerationOverride.newBuilder(allow("a", CONTENT))
                        .setReason("x".repeat(2_001))
                        .build());

        assertThat(driver.decisions()).hasSize(1);
        assertThat(
                        driver.meters
                                .counter(
                                        "groundstream.moderation.overrides",
                                        "outcome",
                                        "unreadable")
                                .count())
                .isEqualTo(3);
    }

    private void annotate(String imageId, String text, String sha256) {
        var picture = sha256.equals(CONTENT) ? "one" : "other";
        driver.publish(Sample.inline(imageId, picture).build());
        driver.answer(
                driver.request(),
                Generated.newBuilder(Sample.generated(text))
                        .setContentSha256(sha256)
                        .setResults(List.of(Rules.said(text)))
                        .build());
    }

    private void settle() {
        driver.advance(Duration.ofSeconds(1));
        driver.advance(Duration.ofSeconds(1));
    }

    private ModerationDecision last(String imageId) {
        return driver.decisions().stream()
                .filter(decision -> decision.getImageId().equals(imageId))
                .toList()
                .getLast();
    }

    private double revision() {
        return driver.meters.get("groundstream.policy.revision").gauge().value();
    }

    private static ModerationOverride allow(String imageId, String sha256) {
        return ModerationOverride.newBuilder()
                .setImageId(imageId)
                .setContentSha256(sha256)
                .setVerdict(Verdict.ALLOW)
                .setReason("a prop")
                .setActor("ann")
                .build();
    }
}
