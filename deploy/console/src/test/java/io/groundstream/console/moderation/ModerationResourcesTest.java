package io.groundstream.console.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.stand.TestConsole;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.moderation.PolicyTopic;
import io.groundstream.operations.moderation.Replay.Difference;
import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.serde.TrustedRecords;
import io.groundstream.search.DecisionQuery;
import io.groundstream.search.Page;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

class ModerationResourcesTest {
    private final List<DecisionQuery> asked = new ArrayList<>();

    @Test
    void theQueueIsWhatTheIndexFinds() throws Exception {
        TrustedRecords.vouch();
        var decision = ModerationDecision.newBuilder().setImageId("<i>").build();
        try (var console = new TestConsole(new DecisionResources(decisions(decision)))) {
            var reply =
                    console.get(
                            "/moderation/decisions?verdict=REVIEW&reason=RULES&rule=guns&size=1&after=x");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.type()).startsWith("application/json");
            assertThat(reply.json().path("total").asLong()).isEqualTo(7);
            assertThat(reply.json().path("next").asText()).isEqualTo("more");
            assertThat(reply.json().path("counts"))
                    .hasToString("{\"ALLOW\":0,\"REVIEW\":7,\"BLOCK\":0}");
            assertThat(reply.json().at("/items/0/imageId").asText()).isEqualTo("<i>");
            assertThat(asked)
                    .containsExactly(
                            new DecisionQuery(
                                    Verdict.REVIEW, DecisionReason.RULES, "guns", "x", 1));
        }
    }

    @Test
    void whatCannotBeMeantIsRefused() throws Exception {
        var decision = new ModerationDecision();
        try (var console = new TestConsole(new DecisionResources(decisions(decision)))) {
            for (var query :
                    List.of("verdict=MAYBE", "size=0", "size=101", "color=red", "after=broken")) {
                var reply = console.get("/moderation/decisions?" + query);
                assertThat(reply.status()).as(query).isEqualTo(400);
                assertThat(reply.code()).as(query).isEqualTo("BAD_REQUEST");
            }
        }
    }

    @Test
    void oneReplayGoesOnAtATime() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var resources =
                new PolicyResources(
                        unreachable(),
                        _ -> {
                            begun.countDown();
                            awaitUnchecked(end);
                            return new Difference(3, 0, 0, List.of());
                        });
        try (var console = new TestConsole(resources)) {
            var first = CompletableFuture.supplyAsync(() -> replay(console));
            begun.await();

            var second = replay(console);
            end.countDown();

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.code()).isEqualTo("BUSY");
            assertThat(first.join().json().path("images").asInt()).isEqualTo(3);
            assertThat(replay(console).status()).isEqualTo(200);
        }
    }

    private static TestConsole.Reply replay(TestConsole console) {
        try {
            return console.post("/moderation/replay", "rules: []");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PolicyTopic unreachable() {
        var cluster = Cluster.of("127.0.0.1:1", "http://127.0.0.1:1");
        return new PolicyTopic(cluster, cluster.registry());
    }

    private Decisions decisions(ModerationDecision decision) {
        return new Decisions(
                _ -> Optional.empty(),
                query -> {
                    if ("broken".equals(query.after())) {
                        throw new IllegalArgumentException("no cursor");
                    }
                    asked.add(query);
                    return new Page<>(List.of(decision), 7, "more");
                },
                () -> Map.of(Verdict.REVIEW, 7L));
    }
}
