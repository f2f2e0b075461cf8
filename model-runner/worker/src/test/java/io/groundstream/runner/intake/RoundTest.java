package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantReadWriteLock;

@Timeout(30)
class RoundTest {
    private final Conductor conductor =
            new Conductor(
                    new Caution(0, Duration.ZERO, 0),
                    new Pace(Duration.ofSeconds(30), 16, 1, Duration.ofMillis(1)),
                    1);
    private final IntakeMeters meters = new IntakeMeters(new SimpleMeterRegistry());
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final FakeShareConsumer consumer = new FakeShareConsumer(events);

    @Test
    void acknowledgesOnlyWhenTheResultIsPublished() {
        consumer.willReturn("a", 1);
        var published = new CompletableFuture<AcknowledgeType>();
        var round = round((_, _, _) -> published);
        var running = CompletableFuture.supplyAsync(() -> round.run(consumer, false));

        assertThat(events).doesNotContain("ACCEPT a");
        published.complete(AcknowledgeType.ACCEPT);

        assertThat(running.join()).isEqualTo(Round.End.ANSWERED);
        assertThat(events).containsExactly("ACCEPT a", "commit");
    }

    @Test
    void answersFirstDeliveriesTogetherAndThenEachSuspectAlone() {
        consumer.willReturn("suspect-3", 3);
        consumer.willReturn("first-1", 1);
        consumer.willReturn("suspect-2", 2);
        consumer.willReturn("first-2", 1);

        round(
                        (request, alone, _) -> {
                            events.add((alone ? "alone " : "together ") + name(request.key()));
                            return CompletableFuture.completedFuture(AcknowledgeType.ACCEPT);
                        })
                .run(consumer, false);

        assertThat(events)
                .containsExactly(
                        "together first-1",
                        "together first-2",
                        "ACCEPT first-1",
                        "ACCEPT first-2",
                        "commit",
                        "alone suspect-2",
                        "ACCEPT suspect-2",
                        "commit",
                        "alone suspect-3",
                        "ACCEPT suspect-3",
                        "commit");
    }

    @Test
    void aSuspectHasTheProcessForItself() {
        consumer.willReturn("suspect", 2);

        round(
                        (_, _, _) -> {
                            var lock = (ReentrantReadWriteLock.WriteLock) conductor.exclusive();
                            events.add("exclusive " + lock.isHeldByCurrentThread());
                            return CompletableFuture.completedFuture(AcknowledgeType.ACCEPT);
                        })
                .run(consumer, false);

        assertThat(events).first().isEqualTo("exclusive true");
    }

    @Test
    void whatCouldNotBePublishedGoesBack() {
        consumer.willReturn("a", 1);
        consumer.willReturn("b", 1);

        var end =
                round(
                                (request, _, _) ->
                                        CompletableFuture.completedFuture(
                                                name(request.key()).equals("a")
                                                        ? AcknowledgeType.RELEASE
                                                        : AcknowledgeType.ACCEPT))
                        .run(consumer, false);

        assertThat(end).isEqualTo(Round.End.RELEASED);
        assertThat(events).containsExactly("RELEASE a", "ACCEPT b", "commit");
    }

    @Test
    void anEmptyPollEndsTheRound() {
        assertThat(round((_, _, _) -> new CompletableFuture<>()).run(consumer, false))
                .isEqualTo(Round.End.EMPTY);
        assertThat(events).isEmpty();
    }

    private Round round(RequestHandler handler) {
        return new Round(0, conductor, handler, meters, Duration.ofSeconds(30));
    }

    private static String name(byte[] key) {
        return FakeShareConsumer.name(key);
    }
}
