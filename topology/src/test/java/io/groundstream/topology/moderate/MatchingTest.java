package io.groundstream.topology.moderate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.avro.ModerationRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class MatchingTest {
    @ParameterizedTest(name = "{0} in: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    gun              | a man with a gun                          | gun
                    gun              | Two GUNS on a table.                      | GUNS
                    guns             | a gun                                     | gun
                    knife            | knives beside a plate                     | knives
                    kill             | the killing of a wolf                     | killing
                    smoke            | a woman smoking                           | smoking
                    hold gun         | men holding guns                          | holding guns
                    man              | several men                               | men
                    child            | children at play                          | children
                    machine gun      | a machine gun, and a gun                  | machine gun
                    man with gun     | a man with the gun                        | man with the gun
                    the ice pick     | an ice-pick                               | ice-pick
                    café             | a cafe by the sea                         | cafe
                    gun              | a ｇｕｎ                                   | ｇｕｎ
                    pistol           | the officer's pistol's grip               | pistol's
                    fight            | men who fought a wolf                     | fought
                    刀               | 一把刀                                     | 刀
                    gun              | a gun 🔫                                   | gun
                    gun              | 🔫🔫 a gun                                 | gun
                    """)
    void aTermMatchesWordsInAnyInflection(String term, String text, String matched) {
        var findings = findings(Rules.block("r", term), text);

        assertThat(findings).singleElement().extracting(Finding::getText).isEqualTo(matched);
        var finding = findings.getFirst();
        int from = text.offsetByCodePoints(0, finding.getSpanStart());
        assertThat(text.substring(from, text.offsetByCodePoints(0, finding.getSpanEnd())))
                .isEqualTo(matched);
    }

    @ParameterizedTest(name = "{0} in: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    gun              | a gunner in the begun run
                    gun              | a handgun
                    new              | the news
                    arm              | an army
                    toy gun          | a toy, gun and all
                    toy gun          | a gun and a toy
                    organ            | an organization
                    """)
    void otherWordsDoNotMatch(String term, String text) {
        assertThat(findings(Rules.block("r", term), text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no guns
                    There are no visible guns in the picture.
                    a man without a gun
                    a man without any gun
                    no sign of a gun
                    a room free of guns
                    a gun-free zone
                    it does not show a gun
                    The man isn't holding a gun.
                    The man isn’t holding a gun.
                    without any knives or guns
                    no knife, no gun
                    neither a knife nor a gun
                    no bullet proof vest or gun
                    """)
    void whatIsDeniedDoesNotMatch(String text) {
        assertThat(findings(Rules.block("r", "gun"), text.replace("bullet proof vest", "vest")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a man with no shirt holding a gun
                    No. A gun.
                    no knife, but a gun
                    not only a gun
                    not without a gun
                    no doubt a gun
                    no one with a gun
                    a free gun
                    a knot of guns
                    """)
    void inDoubtNothingIsDenied(String text) {
        assertThat(findings(Rules.block("r", "gun"), text)).hasSize(1);
    }

    @Test
    void anExcludedPhraseExcludesTheTermThereAlone() {
        var rule = Rules.block("r", "gun", "weapon").setExcluded(List.of("toy gun", "water gun"));

        assertThat(findings(rule, "a child with toy guns")).isEmpty();
        assertThat(findings(rule, "a toy gun beside a gun"))
                .singleElement()
                .extracting(Finding::getSpanStart)
                .isEqualTo(19);
        assertThat(findings(rule, "a toy gun and a weapon")).hasSize(1);
    }

    @Test
    void anExceptionOfOneRuleIsNoneOfAnother() {
        var policy =
                Rules.policy(
                                1,
                                Rules.block("guns", "gun").setExcluded(List.of("toy gun")),
                                Rules.block("toys", "toy gun"))
                        .build();

        assertThat(decide(policy, "a toy gun"))
                .extracting(Finding::getRuleId)
                .containsExactly("toys");
    }

    @Test
    void ofTermsInsideEachOtherTheLongestIsFound() {
        var rule = Rules.block("r", "gun", "machine gun", "guns", "old machine gun");

        assertThat(findings(rule, "an old machine gun and a gun"))
                .extracting(Finding::getTerm)
                .containsExactly("old machine gun", "gun");
    }

    @Test
    void whatCannotBeSeenHidesNoWord() {
        assertThat(findings(Rules.block("r", "gun"), "a g\u200Bu\u00ADn\uFEFF here"))
                .singleElement()
                .satisfies(f -> assertThat(f.getSpanStart()).isEqualTo(2))
                .satisfies(f -> assertThat(f.getSpanEnd()).isEqualTo(8));
    }

    @Test
    void anyTextIsReadInTimeThatGrowsWithItsLengthAlone() {
        var terms = new String[900];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = "gun ".repeat(i % 15 + 1) + (i < 15 ? "" : "x" + i);
        }
        var text = "gun ".repeat(20_000) + "no ".repeat(20_000) + "a\u0301".repeat(10_000);
        var policy = Policy.of(Rules.policy(1, Rules.block("r", terms)).build(), "");

        var start = Instant.now();
        var found = Judge.decide(Rules.subject(Rules.said(text)), policy, null, Instant.EPOCH);

        assertThat(found.getFindings()).hasSize(64);
        assertThat(found.getFindingsOmitted()).isGreaterThan(1_000);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    private static List<Finding> findings(ModerationRule.Builder rule, String text) {
        return decide(Rules.policy(1, rule).build(), text);
    }

    private static List<Finding> decide(
            io.groundstream.schemas.avro.ModerationPolicy policy, String text) {
        var subject = Rules.subject(Rules.said(text));
        return Judge.decide(subject, Policy.of(policy, ""), null, Instant.EPOCH).getFindings();
    }
}
