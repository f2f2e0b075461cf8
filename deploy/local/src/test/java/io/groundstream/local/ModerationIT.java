package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.embedded.Scenes;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.testing.Guarantees.Output;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Policies and overrides from the command line, through the whole stack. */
class ModerationIT {
    private static final int IMAGES = 12;

    @TempDir static Path folder;

    private static Stage stage;

    @BeforeAll
    static void set() throws Exception {
        stage = Stage.set(folder.resolve("run"));
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    @Test
    void whatAReplayForetellsIsWhatThenHappens() throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < IMAGES; i++) {
            ids.add("scene-" + i);
            stage.publish("scene-" + i, Stage.png(Scenes.draw(3_000 + i).picture()));
        }
        stage.publish("broken", new byte[] {1, 2, 3});
        var term = firstThing(stage.awaitEnd(ids));
        decidedUnder(0);

        assertRefused();
        var first = policy("BLOCK", term);
        var foretold = json(run("policy", "replay", "--policy", first, "--dry-run", "--json"));
        assertThat(foretold.path("images").asInt()).isEqualTo(IMAGES);
        assertThat(foretold.path("unprocessed").asInt()).isEqualTo(1);
        assertThat(foretold.path("changed").asInt()).isPositive();
        assertThat(foretold.at("/transitions/1/examples/0/findings/0/term").asText())
                .isEqualTo(term);

        assertThat(run("policy", "put", first).out()).contains("revision 1", "is in force");
        assertThat(verdicts(decidedUnder(1))).isEqualTo(verdicts(foretold));

        var blocked =
                decisions().values().stream()
                        .filter(d -> d.getVerdict() == Verdict.BLOCK)
                        .findFirst()
                        .orElseThrow();
        override(blocked.getImageId());
        var second = policy("REVIEW", term);
        var replayed = json(run("policy", "replay", "--policy", second, "--json"));

        assertThat(replayed.path("overridden").asInt()).isEqualTo(1);
        assertThat(verdicts(decidedUnder(2))).isEqualTo(verdicts(replayed));
        assertThat(decisions().get(blocked.getImageId()).getReason())
                .isEqualTo(DecisionReason.OVERRIDDEN);
        assertShown(second);
    }

    private static void assertRefused() throws Exception {
        var file = folder.resolve("bad.yaml");
        Files.writeString(file, "rules: [{ruleId: a b, terms: ['!'], vrdict: BLOCK}]");

        var ran = run("policy", "put", file.toString());

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err())
                .contains("rules[0].ruleId", "rules[0].terms[0]", "rules[0].vrdict")
                .hasLineCount(1);
    }

    private static void override(String imageId) throws Exception {
        var ran = run("override", imageId, "--verdict", "allow", "--reason", "a prop");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        stage.await(
                seen ->
                        decisions(seen).get(imageId).getReason() == DecisionReason.OVERRIDDEN
                                && decisions(seen).get(imageId).getVerdict() == Verdict.ALLOW);
    }

    private static void assertShown(String file) throws Exception {
        try (var producer = stage.cluster.producer()) {
            producer.send(
                            new ProducerRecord<>(
                                    stage.cluster.topics().moderationPolicies(),
                                    "default@7",
                                    new byte[] {1, 2, 3}))
                    .get();
        }
        var shown = run("policy", "show");
        assertThat(shown.out())
                .contains("# NOT VALID: default@7", "# default@2, in force", "ruleId: things");
        assertThat(json(run("policy", "show", "--json", "--revision", "2")).path("inForce"))
                .hasToString("true");
        assertThat(run("policy", "put", file, "--revision", "2").exitCode()).isEqualTo(2);
    }

    /** The last word of the first phrase: a kind of thing that is in a picture. */
    private static String firstThing(List<Output> outputs) {
        return outputs.stream()
                .map(Output::value)
                .filter(Annotation.class::isInstance)
                .map(Annotation.class::cast)
                .map(a -> a.getResults().getFirst().getEntities().getFirst().getPhrase())
                .map(phrase -> phrase.substring(phrase.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String policy(String verdict, String term) throws IOException {
        var text = "rules: [{ruleId: things, verdict: %s, terms: ['%s']}]".formatted(verdict, term);
        return Files.writeString(Files.createTempFile(folder, "policy", ".yaml"), text).toString();
    }

    /** Waits until each image that could be annotated has been decided under this revision. */
    private static Map<String, ModerationDecision> decidedUnder(int revision) {
        return decisions(
                stage.await(
                        seen ->
                                decisions(seen).values().stream()
                                                .filter(d -> !d.getContentSha256().isEmpty())
                                                .filter(d -> d.getPolicyRevision() == revision)
                                                .count()
                                        == IMAGES));
    }

    private static Map<String, ModerationDecision> decisions() {
        return decisions(stage.outputs());
    }

    private static Map<String, ModerationDecision> decisions(List<Output> outputs) {
        var last = new HashMap<String, ModerationDecision>();
        for (var output : outputs) {
            if (output.value() instanceof ModerationDecision decision) {
                last.put(decision.getImageId(), decision);
            }
        }
        return last;
    }

    private static Map<String, Integer> verdicts(Map<String, ModerationDecision> decisions) {
        var counts = new HashMap<String, Integer>();
        decisions.values().stream()
                .filter(d -> !d.getContentSha256().isEmpty())
                .forEach(d -> counts.merge(d.getVerdict().name(), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> verdicts(JsonNode replay) {
        var counts = new HashMap<String, Integer>();
        StreamSupport.stream(replay.path("transitions").spliterator(), false)
                .forEach(
                        t ->
                                counts.merge(
                                        t.path("to").asText(),
                                        t.path("images").asInt(),
                                        Integer::sum));
        return counts;
    }

    private static JsonNode json(Ran ran) throws IOException {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return new ObjectMapper().readTree(ran.out());
    }

    private record Ran(int exitCode, String out, String err) {}

    private static Ran run(String... arguments) {
        var line = Groundstream.commandLine();
        var err = new java.io.StringWriter();
        var out = new ByteArrayOutputStream();
        line.setErr(new PrintWriter(err));
        var all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-servers=" + stage.cluster.bootstrapServers());
        all.add("--registry=" + stage.cluster.registryUrl());
        var before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int code = line.execute(all.toArray(String[]::new));
            return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(before);
        }
    }
}
