package io.groundstream.console.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.stand.Installation;
import io.groundstream.console.stand.Stand;
import io.groundstream.console.stand.TestConsole;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.search.Page;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Overrides and policies on real topics. */
@ExtendWith(Stand.class)
class ModerationIT {
    private static final String SEEN = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);
    private static final String GUNS =
            """
            comment: "weapons: looked at"
            rules:
              - ruleId: weapons
                verdict: BLOCK
                terms: [gun]
            """;

    private final Map<String, ModerationDecision> standing = new HashMap<>();
    private final Installation here;
    private TestConsole console;

    ModerationIT(Installation here) {
        this.here = here;
    }

    @BeforeEach
    void open() {
        var decisions =
                new Decisions(
                        id -> Optional.ofNullable(standing.get(id)),
                        _ -> new Page<>(List.of(), 0, null),
                        Map::of);
        console =
                new TestConsole(
                        new OverrideResources(here.cluster(), here.registry(), decisions),
                        new PolicyResources(here.cluster(), here.registry()));
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void aVerdictIsWrittenForTheContentThatThePersonSaw() throws Exception {
        standing.put("seen", decision("seen", SEEN, Verdict.BLOCK));

        var reply = console.post("/moderation/overrides", override("seen", SEEN, "ALLOW"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).hasToString("{\"imageId\":\"seen\",\"verdict\":\"ALLOW\"}");
        var records = here.records(here.topics().moderationOverrides(), "seen");
        assertThat(records).hasSize(1);
        var written = here.decode(records.getFirst(), ModerationOverride.class);
        assertThat(written.getImageId()).isEqualTo("seen");
        assertThat(written.getContentSha256()).isEqualTo(SEEN);
        assertThat(written.getVerdict()).isEqualTo(Verdict.ALLOW);
        assertThat(written.getReason()).isEqualTo("a <b>prop</b>");
        assertThat(written.getActor()).isEqualTo("console");
    }

    @Test
    void aVerdictAboutContentThatIsNoLongerThereIsStale() throws Exception {
        standing.put("changed", decision("changed", OTHER, Verdict.BLOCK));

        var changed = console.post("/moderation/overrides", override("changed", SEEN, "ALLOW"));
        var unknown = console.post("/moderation/overrides", override("unknown", SEEN, "ALLOW"));

        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.code()).isEqualTo("STALE");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(here.records(here.topics().moderationOverrides(), "changed")).isEmpty();
        assertThat(here.records(here.topics().moderationOverrides(), "unknown")).isEmpty();
    }

    @Test
    void whatIsNoVerdictIsRefused() throws Exception {
        standing.put("bad", decision("bad", SEEN, Verdict.BLOCK));
        standing.put("unread", decision("unread", "", Verdict.REVIEW));

        for (var body :
                List.of(
                        "",
                        "[]",
                        "{",
                        override("bad", SEEN, "DELETE"),
                        override("bad", "A".repeat(64), "ALLOW"),
                        override("bad", SEEN, "ALLOW").replace("a <b>", "x".repeat(2_001)),
                        override("unread", "", "ALLOW"),
                        "{\"imageId\":7,\"contentSha256\":\"" + SEEN + "\"}",
                        "{\"who\":\"me\"}")) {
            var reply = console.post("/moderation/overrides", body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.code()).as(body).isEqualTo("BAD_OVERRIDE");
        }
        assertThat(console.post("/moderation/overrides?now=1", "{}").code())
                .isEqualTo("BAD_REQUEST");
        assertThat(here.records(here.topics().moderationOverrides(), "bad")).isEmpty();
    }

    @Test
    void aVerdictIsTakenBackWhateverTheImageIsCalled() throws Exception {
        var imageId = "https://example.org/a//../b.png?x=1&y=<script>#ü%2F";
        var encoded = URLEncoder.encode(imageId, StandardCharsets.UTF_8).replace("+", "%20");

        var reply = console.delete("/moderation/overrides/" + encoded);

        assertThat(reply.status()).isEqualTo(204);
        var records = here.records(here.topics().moderationOverrides(), imageId);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().value()).isNull();
    }

    @Test
    void aPolicyIsPutAndWhatIsShownCanBePutAgain() throws Exception {
        int before = console.get("/moderation/policy").json().path("revisions").size();
        var put = console.post("/moderation/policy", GUNS);
        var shown = console.get("/moderation/policy").json();
        var again = console.post("/moderation/policy", shown.path("yaml").asText());
        var after = console.get("/moderation/policy").json();

        int revision = put.json().path("revision").asInt();
        assertThat(put.json().path("policyId").asText()).isEqualTo("default");
        assertThat(again.json().path("revision").asInt()).isEqualTo(revision + 1);
        assertThat(shown.path("revisions")).hasSize(before + 1);
        assertThat(after.path("revisions").path(before + 1).path("createdAt").asText())
                .startsWith("20");
        assertThat(after.at("/inForce/revision").asInt()).isEqualTo(revision + 1);
        assertThat(after.at("/inForce/rules")).isEqualTo(shown.at("/inForce/rules"));
        assertThat(after.at("/inForce/comment").asText()).isEqualTo("weapons: looked at");
        assertThat(after.at("/inForce/actor").asText()).isEqualTo("console");
        var records = here.records(here.topics().moderationPolicies(), "default@" + revision);
        assertThat(here.decode(records.getFirst(), ModerationPolicy.class).getRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.getTerms()).containsExactly("gun"));
    }

    @Test
    void aBrokenPolicyOnTheTopicIsToldAndTheGoodOneStaysInForce() throws Exception {
        int good = console.post("/moderation/policy", GUNS).json().path("revision").asInt();
        here.send(here.topics().moderationPolicies(), "default@1000", new byte[] {1, 2, 3});
        try {
            var shown = console.get("/moderation/policy").json();

            assertThat(shown.at("/inForce/revision").asInt()).isEqualTo(good);
            var last = shown.path("revisions").path(shown.path("revisions").size() - 1);
            assertThat(last.path("revision").asInt()).isEqualTo(1000);
            assertThat(last.path("faults")).hasSize(1);
        } finally {
            here.send(here.topics().moderationPolicies(), "default@1000", (byte[]) null);
        }
    }

    @Test
    void aPolicyThatCannotComeIntoForceIsRefusedWithAllItsFaults() throws Exception {
        var bad = "rules: [{ruleId: a b, terms: ['!'], vrdict: BLOCK}]";

        for (var path : List.of("/moderation/policy", "/moderation/replay")) {
            var reply = console.post(path, bad);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.type()).startsWith("application/problem+json");
            assertThat(reply.code()).isEqualTo("BAD_POLICY");
            assertThat(reply.json().path("faults").toString())
                    .contains("rules[0].ruleId", "rules[0].terms[0]", "rules[0].vrdict");
            assertThat(console.post(path, "rules: [").code()).isEqualTo("BAD_POLICY");
            assertThat(console.post(path, "#".repeat((1 << 20) + 1)).code()).isEqualTo("TOO_LARGE");
        }
    }

    @Test
    void aReplayTellsWhatAPolicyWouldChangeAndChangesNothing() throws Exception {
        annotate("gun", "a man with a gun");
        annotate("dog", "a dog on a sofa");
        annotate("prop", "a gun in a film");
        decide(decision("gun", SEEN, Verdict.ALLOW));
        decide(decision("dog", SEEN, Verdict.ALLOW));
        decide(decision("prop", SEEN, Verdict.ALLOW));
        decide(
                ModerationDecision.newBuilder(decision("unread", "", Verdict.REVIEW))
                        .setReason(DecisionReason.UNPROCESSED)
                        .build());
        standing.put("prop", decision("prop", SEEN, Verdict.ALLOW));
        assertThat(console.post("/moderation/overrides", override("prop", SEEN, "ALLOW")).status())
                .isEqualTo(200);
        var policies = console.get("/moderation/policy").json();

        var told = console.post("/moderation/replay", GUNS).json();

        assertThat(told.path("images").asInt()).isEqualTo(3);
        assertThat(told.path("changed").asInt()).isEqualTo(1);
        assertThat(told.path("overridden").asInt()).isEqualTo(1);
        assertThat(told.path("unprocessed").asInt()).isEqualTo(1);
        var blocked = told.path("transitions").path(1);
        assertThat(blocked.path("from").asText()).isEqualTo("ALLOW");
        assertThat(blocked.path("to").asText()).isEqualTo("BLOCK");
        assertThat(blocked.at("/examples/0/imageId").asText()).isEqualTo("gun");
        assertThat(blocked.at("/examples/0/findings/0/term").asText()).isEqualTo("gun");
        assertThat(console.get("/moderation/policy").json()).isEqualTo(policies);
    }

    private void annotate(String imageId, String text) {
        here.send(
                here.topics().annotations(),
                imageId,
                Annotation.newBuilder()
                        .setImageId(imageId)
                        .setContentSha256(SEEN)
                        .setResults(
                                List.of(
                                        TaskResult.newBuilder()
                                                .setText(text)
                                                .setConfidence(0.9)
                                                .build()))
                        .build());
    }

    private void decide(ModerationDecision decision) {
        here.send(here.topics().moderationDecisions(), decision.getImageId(), decision);
    }

    private static ModerationDecision decision(String imageId, String content, Verdict verdict) {
        return ModerationDecision.newBuilder()
                .setImageId(imageId)
                .setContentSha256(content)
                .setVerdict(verdict)
                .build();
    }

    private static String override(String imageId, String content, String verdict) {
        return """
        {"imageId": "%s", "contentSha256": "%s", "verdict": "%s", "reason": "a <b>prop</b>"}
        """
                .formatted(imageId, content, verdict);
    }
}
