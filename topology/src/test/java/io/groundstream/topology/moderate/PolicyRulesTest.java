package io.groundstream.topology.moderate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.ModerationRule;
import io.groundstream.schemas.avro.Verdict;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

class PolicyRulesTest {
    @Test
    void everyFaultIsToldWithItsPlace() {
        var rule =
                Rules.block("weapons", "gun", "!!!", "the", "\u200B", "gаp", "g ".repeat(17))
                        .setSeverity(101)
                        .setMinConfidence(Double.NaN)
                        .setMinBoxArea(-0.1)
                        .setExcluded(List.of("guns", "toy gun"));
        var policy =
                Rules.policy(
                                0,
                                rule,
                                Rules.block("weapons").setVerdict(Verdict.ALLOW),
                                Rules.block("a b", "x".repeat(201)))
                        .setPolicyId("other")
                        .setSampleRate(1.5)
                        .setComment("x".repeat(2_001));

        assertThat(faults(policy))
                .containsExactlyInAnyOrder(
                        "policyId",
                        "revision",
                        "sampleRate",
                        "comment",
                        "rules[0].severity",
                        "rules[0].minConfidence",
                        "rules[0].minBoxArea",
                        "rules[0].terms[1]",
                        "rules[0].terms[2]",
                        "rules[0].terms[3]",
                        "rules[0].terms[4]",
                        "rules[0].terms[5]",
                        "rules[0].excluded[0]",
                        "rules[1].ruleId",
                        "rules[1].verdict",
                        "rules[1].terms",
                        "rules[2].ruleId",
                        "rules[2].terms[0]");
    }

    @Test
    void aPolicyWithoutRulesIsOne() {
        assertThat(faults(Rules.policy(1))).isEmpty();
    }

    @Test
    void whatWouldMakeDecisionsSlowIsRefused() {
        assertThat(faults(Rules.policy(1).setRules(Collections.nCopies(10_001, rule(0)))))
                .containsExactly("rules");
        assertThat(faults(Rules.policy(1).setRules(rules(101))))
                .containsExactly("rules[100].terms[0]");
        assertThat(faults(Rules.policy(1).setRules(rules(100)))).isEmpty();
        assertThat(
                        faults(
                                Rules.policy(
                                        1,
                                        Rules.block("r")
                                                .setTerms(Collections.nCopies(1_001, "x")))))
                .containsExactly("rules[0].terms");
    }

    private static List<ModerationRule> rules(int count) {
        return IntStream.range(0, count).mapToObj(PolicyRulesTest::rule).toList();
    }

    private static ModerationRule rule(int number) {
        return Rules.block("r" + number, "gun").build();
    }

    private static List<String> faults(ModerationPolicy.Builder policy) {
        return PolicyRules.faults(policy.build()).stream().map(PolicyFault::path).toList();
    }
}
