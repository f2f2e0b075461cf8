package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(30)
class IntakeThreadTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Integer> opened = new LinkedBlockingQueue<>();
    private final List<FakeShareConsumer> consumers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    @AfterEach
    void stop() {
        closing.countDown();
    }

    @Test
    void startsWithOneRequestAPollAndGrowsAfterEnoughCleanOnes() throws Exception {
        start(2, (_, _, _) -> CompletableFuture.completedFuture(AcknowledgeType.ACCEPT));

        assertThat(opened.take()).isEqualTo(1);
        consumers.getFirst().willReturn("a", 1);
        consumers.getFirst().willReturn("b", 1);
        awaitEvents("commit");
        consumers.getFirst().willReturn("c", 1);

        assertThat(opened.take()).isEqualTo(16);
    }

    @Test
    void aRoundThatFailsGivesItsRequestsBackByClosingItsConsumer() throws Exception {
        start(
                1_000,
                (_, _, _) -> {
                    throw new IllegalStateException("a fault of ours");
                });
        assertThat(opened.take()).isEqualTo(1);

        consumers.getFirst().willReturn("a", 1);

        assertThat(opened.take()).isEqualTo(1);
        assertThat(events).doesNotContain("ACCEPT a");
    }

    private void start(int cleanPolls, RequestHandler handler) {
        var conductor =
                new Conductor(
                        new Caution(cleanPolls, Duration.ofHours(1), System.nanoTime()),
                        new Pace(Duration.ofSeconds(30), 16, 1, Duration.ofMillis(1)),
                        1);
        var meters = new IntakeMeters(new SimpleMeterRegistry());
        var round = new Round(0, conductor, handler, meters, Duration.ofSeconds(30));
        Thread.ofVirtual()
                .start(
                        new IntakeThread(
                                0,
                                conductor,
                                round,
                                this::consumer,
                                new Signals(
                                        new CountDownLatch(1),
                                        closing,
                                        new Standstill(Permit.ALWAYS))));
    }

    private ShareConsumer<byte[], byte[]> consumer(Set<Lane> lanes, int pollSize) {
        var consumer = new FakeShareConsumer(events);
        consumers.add(consumer);
        opened.add(pollSize);
        return consumer;
    }

    private void awaitEvents(String event) {
        while (!events.contains(event)) {
            Thread.onSpinWait();
        }
    }
}
