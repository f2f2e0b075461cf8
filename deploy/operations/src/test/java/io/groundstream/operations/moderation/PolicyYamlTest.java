package io.groundstream.operations.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.operations.moderation.PolicyYaml.Reading;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.ModerationRule;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.serde.TrustedRecords;
import io.groundstream.schemas.service.ConfigException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PolicyYamlTest {
    @TempDir Path folder;

    @Test
    void theExampleInTheDocsIsAPolicyAndWhatIsShownCanBePutAgain() throws IOException {
        var policy = PolicyYaml.read(Path.of("../moderation-policy.yaml"));

        assertThat(policy.getRules().getFirst().getVerdict()).isEqualTo(Verdict.BLOCK);
        assertThat(policy.getRules().getFirst().getExcluded()).contains("toy gun");
        assertThat(PolicyYaml.read(file(PolicyYaml.write(policy)))).isEqualTo(policy);
    }

    @Test
    void whatIsWrittenIsReadAsItWasWhateverItsWords() {
        TrustedRecords.vouch();
        for (var words :
                List.of(
                        "no",
                        "null",
                        "~",
                        "1e3",
                        "0x1F",
                        "1_000",
                        "1.5",
                        "12:30:45",
                        ".inf",
                        "<<",
                        "# x",
                        "- a",
                        "a: b",
                        "a #b",
                        "'q'",
                        "{a}",
                        "*ref",
                        "!tag",
                        "%dir",
                        "|",
                        "> fold",
                        "a\nb",
                        "a\n\n b\n",
                        "  lead",
                        "trail  ",
                        "\ttab",
                        "a\r\nb",
                        "\u2028x",
                        "\u0085y",
                        "\\n",
                        "é 😀",
                        "---",
                        "...",
                        "2020-01-01",
                        "? a")) {
            var rule =
                    ModerationRule.newBuilder()
                            .setRuleId("a")
                            .setCategory(words)
                            .setTerms(List.of("gun", "no", "420"))
                            .build();
            var policy =
                    ModerationPolicy.newBuilder().setComment(words).setRules(List.of(rule)).build();

            var text = PolicyYaml.write(policy).getBytes(StandardCharsets.UTF_8);

            assertThat(PolicyYaml.read(text)).as(words).isEqualTo(new Reading.Good(policy));
        }
    }

    @Test
    void hostileTextsAreRefusedInWords() {
        for (var text :
                List.of(
                        "",
                        "a\u0000b",
                        "[".repeat(2_000),
                        "a: &x [*x]",
                        "rules: []\n---\nrules: []",
                        "\t- x: [")) {
            assertThat(PolicyYaml.read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isInstanceOf(Reading.Bad.class);
        }
        assertThat(PolicyYaml.read(new byte[] {-1, -2, 0, 1})).isInstanceOf(Reading.Bad.class);
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirPlaces() throws IOException {
        var file =
                file(
                        """
                        rule: []
                        sampleRate: often
                        rules:
                          - ruleId: weapons
                            terms: [gun, true, 420]
                            verdict: DELETE
                            severty: 3
                          - terms: gun
                          - 7
                        """);

        assertThatThrownBy(() -> PolicyYaml.read(file))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(
                        "rule: unknown key",
                        "sampleRate: must be a number, got \"often\"",
                        "rules[0].terms[1]: must be text, got true: put it in quotes",
                        "rules[0].verdict: must be REVIEW or BLOCK",
                        "rules[0].severty: unknown key",
                        "rules[1].ruleId: must be 1 to 100",
                        "rules[1].terms: must be a list",
                        "rules[2]: must be a map")
                .doesNotContain("\n", "rules[0].terms[2]");
    }

    @Test
    void whatIsNoYamlOrNamesAKeyTwiceIsToldWithItsLine() throws IOException {
        var broken = file("rules: [\n");
        assertThatThrownBy(() -> PolicyYaml.read(broken)).hasMessageContaining("no YAML");
        var twice = file("rules: []\nrules: []\n");
        assertThatThrownBy(() -> PolicyYaml.read(twice)).hasMessageContaining("line 2,");
        var none = folder.resolve("none.yaml");
        assertThatThrownBy(() -> PolicyYaml.read(none)).hasMessageContaining("cannot be read");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "policy", ".yaml"), text);
    }
}
