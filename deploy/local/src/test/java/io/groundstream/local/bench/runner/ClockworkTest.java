package io.groundstream.local.bench.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.local.bench.beside.Rate;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

class ClockworkTest {
    @Test
    void aRateIsThatOfTheSpanAndNotOfTheStart() {
        // a slow start, then one every 10 ms
        var moments = LongStream.range(0, 101).map(i -> i < 30 ? i * 100 : 2_900 + (i - 29) * 10);

        assertThat(Rate.steady(moments.boxed().toList())).isCloseTo(100, within(0.5));
    }

    @Test
    void aPercentileIsTheTimeThatThisShareDoesNotExceed() {
        var latencies = new Latencies(DoubleStream.iterate(100, d -> d - 1).limit(100).toArray());

        assertThat(latencies.at(0.5)).isEqualTo(50);
        assertThat(latencies.at(0.95)).isEqualTo(95);
        assertThat(latencies.at(1)).isEqualTo(100);
        assertThat(latencies.summary()).isEqualTo(Map.of("p50", 50.0, "p95", 95.0, "p99", 99.0));
    }

    @Test
    void arrivalsComeAsOftenAsTheyShould() {
        var arrivals = new Arrivals(1_000);
        long first = arrivals.next();
        for (int i = 0; i < 1_000; i++) {
            arrivals.await();
        }

        assertThat((arrivals.next() - first) / 1e9).isCloseTo(1, within(0.15));
    }
}
