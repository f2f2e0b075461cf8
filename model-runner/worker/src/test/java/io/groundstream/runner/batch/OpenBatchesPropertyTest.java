package io.groundstream.runner.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.batch.Next.Compute;
import io.groundstream.runner.batch.Next.Sleep;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Whatever arrives in whatever order, on a clock that only the test moves. */
class OpenBatchesPropertyTest {
    private static final BatchLimits LIMITS =
            new BatchLimits(4, Duration.ofNanos(50), Duration.ofNanos(500), 1_000);

    record Arrival(int after, int key, boolean urgent, boolean alone, int deadlineIn) {}

    @Property(tries = 500, seed = "4711")
    void everyItemLeavesExactlyOnceAndEveryBatchIsLegal(
            @ForAll("arrivals") List<Arrival> arrivals) {
        var open = new OpenBatches<Integer, Integer, Integer>(LIMITS);
        var left = new ArrayList<Integer>();
        long now = 0;
        int number = 0;
        for (var arrival : arrivals) {
            now += arrival.after();
            open.add(waiting(arrival, number++, now));
            drain(open, now, false, left);
        }
        drain(open, now, true, left);

        assertThat(open.size()).isZero();
        assertThat(left).hasSize(arrivals.size());
        assertThat(new HashSet<>(left)).hasSize(arrivals.size());
    }

    @Property(tries = 500, seed = "4711")
    void whenItSleepsItSleepsAtMostTheQueueDelay(@ForAll("arrivals") List<Arrival> arrivals) {
        var open = new OpenBatches<Integer, Integer, Integer>(LIMITS);
        long now = 0;
        int number = 0;
        for (var arrival : arrivals) {
            now += arrival.after();
            open.add(waiting(arrival, number++, now));
            drain(open, now, false, new ArrayList<>());
            if (open.size() > 0) {
                assertThat(((Sleep<?, ?, ?>) open.next(now, false)).nanos()).isBetween(1L, 50L);
            }
        }
    }

    private static void drain(
            OpenBatches<Integer, Integer, Integer> open,
            long now,
            boolean hurry,
            List<Integer> left) {
        open.expired(now)
                .forEach(
                        late -> {
                            assertThat(late.item().deadline()).isLessThanOrEqualTo(now);
                            left.add(late.item().input());
                        });
        while (open.next(now, hurry) instanceof Compute<Integer, Integer, Integer>(var batch)) {
            assertThat(batch).hasSizeBetween(1, LIMITS.maxBatch());
            assertThat(batch)
                    .extracting(w -> w.item().key())
                    .containsOnly(batch.get(0).item().key());
            assertThat(batch.size() == 1 || batch.stream().noneMatch(w -> w.item().alone()))
                    .isTrue();
            assertThat(batch).allMatch(w -> w.item().deadline() > now);
            batch.forEach(waiting -> left.add(waiting.item().input()));
        }
    }

    private static Waiting<Integer, Integer, Integer> waiting(Arrival a, int number, long now) {
        long deadline = a.deadlineIn() == 0 ? Item.NEVER : now + a.deadlineIn();
        return new Waiting<>(
                new Item<>(a.key(), number, a.urgent(), a.alone(), deadline),
                now,
                new CompletableFuture<>());
    }

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, false),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(5, Arbitraries.just(false)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(true))),
                        Arbitraries.of(0, 0, 0, 20, 70))
                .as(Arrival::new)
                .list()
                .ofMaxSize(60);
    }
}
