package io.groundstream.operations.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.service.ConfigException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class PolicyYamlTest {
    @TempDir Path folder;

    @Test
    void theExampleInTheDocsIsAPolicyAndWhatIsShownCanBePutAgain() throws IOException {
        var policy = PolicyYaml.read(Path.of("../moderation-policy.yaml"), 4);

        assertThat(policy.getRevision()).isEqualTo(4);
        assertThat(policy.getRules().getFirst().getVerdict()).isEqualTo(Verdict.BLOCK);
        assertThat(policy.getRules().getFirst().getExcluded()).contains("toy gun");
        assertThat(PolicyYaml.read(file(PolicyYaml.write(policy)), 4)).isEqualTo(policy);
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

        assertThatThrownBy(() -> PolicyYaml.read(file, 1))
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
        assertThatThrownBy(() -> PolicyYaml.read(broken, 1)).hasMessageContaining("no YAML");
        var twice = file("rules: []\nrules: []\n");
        assertThatThrownBy(() -> PolicyYaml.read(twice, 1)).hasMessageContaining(":2:");
        var none = folder.resolve("none.yaml");
        assertThatThrownBy(() -> PolicyYaml.read(none, 1)).hasMessageContaining("cannot be read");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "policy", ".yaml"), text);
    }
}
