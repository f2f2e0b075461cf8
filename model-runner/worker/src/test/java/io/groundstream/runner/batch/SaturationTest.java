package io.groundstream.runner.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.batch.Simulation.Arrival;
import io.groundstream.runner.batch.Simulation.Batch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What each lane gets of a model to which twice as much comes as it can compute. */
class SaturationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    // 80 items a second
    private static final Duration SERVICE = Duration.ofMillis(100);
    private static final BatchLimits LIMITS =
            new BatchLimits(8, Duration.ofMillis(5), PATIENCE, 100_000);
    private static final double ARRIVALS_A_SECOND = 160;
    private static final Duration LENGTH = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"0.10", "0.25", "0.50", "0.90"})
    void afterItsPatienceBulkGetsTheShareInWhichItComes(double bulk) {
        var batches = new Simulation(LIMITS, SERVICE).run(arrivals(bulk)).batches();

        assertThat(share(batches, Duration.ZERO, PATIENCE)).isLessThan(bulk);
        // the queue's front moves on half as fast as time does
        assertThat(share(batches, PATIENCE.multipliedBy(2), LENGTH))
                .isBetween(bulk - 0.05, bulk + 0.05);
    }

    private static double share(List<Batch> batches, Duration from, Duration to) {
        var items =
                batches.stream()
                        .filter(
                                batch ->
                                        batch.began() >= from.toNanos()
                                                && batch.began() < to.toNanos())
                        .flatMap(batch -> batch.items().stream())
                        .toList();
        double bulk = items.stream().filter(item -> !item.urgent()).count();
        return bulk / items.size();
    }

    private static List<Arrival> arrivals(double bulk) {
        var random = new Random(4711);
        var arrivals = new ArrayList<Arrival>();
        double seconds = 0;
        while (seconds < LENGTH.toSeconds()) {
            seconds -= Math.log(1 - random.nextDouble()) / ARRIVALS_A_SECOND;
            boolean urgent = random.nextDouble() >= bulk;
            arrivals.add(
                    new Arrival(
                            arrivals.size(), (long) (seconds * 1e9), 0, urgent, false, Item.NEVER));
        }
        return arrivals;
    }
}
