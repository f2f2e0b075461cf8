package io.groundstream.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** deploy/prometheus: what the rules name exists, and each rule fires for its reason. */
class AlertRulesTest {
    private static final Path FOLDER = Names.ROOT.resolve("deploy/prometheus");

    @Test
    void everyRuleAsksForMetricsThatExist() throws Exception {
        var known = Names.known();
        for (var rule : rules()) {
            assertThat(PromQl.of(rule.path("expr").asText()).unknown(known))
                    .as(rule.path("alert").asText())
                    .isEmpty();
        }
    }

    @Test
    void everyRuleLeadsToItsPlaceInTheDocs() throws Exception {
        var headings =
                Files.readAllLines(Names.ROOT.resolve("docs/alerts.md")).stream()
                        .filter(line -> line.startsWith("### "))
                        .map(line -> line.substring(4).toLowerCase(Locale.ROOT))
                        .toList();
        var urls = new ArrayList<String>();
        for (var rule : rules()) {
            var name = rule.path("alert").asText();
            var url = rule.at("/annotations/runbook_url").asText();
            assertThat(url).isEqualTo("docs/alerts.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(rule.at("/annotations/summary").asText()).as(name).endsWith(".");
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            urls.add(url.substring(url.indexOf('#') + 1));
        }
        assertThat(urls).doesNotHaveDuplicates().containsExactlyElementsOf(headings);
    }

    @Test
    void everyRuleHasATestThatMakesItFire() throws Exception {
        var tests = Files.readString(FOLDER.resolve("alerts_test.yaml"));
        for (var rule : rules()) {
            assertThat(tests).contains("alertname=\"" + rule.path("alert").asText() + "\"");
        }
    }

    @Test
    void prometheusFindsTheRulesRightAndTheyFireAsTheirTestsSay() throws Exception {
        // a developer may do without Debian's package, the build machine may not
        assumeTrue(
                System.getenv("CI") != null || hasPromtool(),
                "promtool is not installed (Debian: prometheus)");

        assertThat(promtool("check", "rules", "alerts.yaml")).contains("SUCCESS");
        assertThat(promtool("check", "config", "--syntax-only", "prometheus.yaml"))
                .contains("SUCCESS");
        assertThat(promtool("test", "rules", "alerts_test.yaml")).contains("SUCCESS");
    }

    private static List<JsonNode> rules() throws IOException {
        var rules = new ArrayList<JsonNode>();
        for (var group :
                new YAMLMapper().readTree(FOLDER.resolve("alerts.yaml").toFile()).get("groups")) {
            group.get("rules").forEach(rules::add);
        }
        assertThat(rules).hasSizeGreaterThan(15);
        return rules;
    }

    private static boolean hasPromtool() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    private static String promtool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
