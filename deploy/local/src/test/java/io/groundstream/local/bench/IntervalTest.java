package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void wilsonsIntervalIsTheTextbooks() {
        assertInterval(Interval.wilson(0.5, 10), 0.2366, 0.7634);
        assertInterval(Interval.wilson(0.9, 100), 0.8256, 0.9448);
    }

    @Test
    void wilsonsIntervalHasAWidthWhereEveryCaseWasRight() {
        assertInterval(Interval.wilson(1, 10), 0.7225, 1);
        assertInterval(Interval.wilson(0, 10), 0, 0.2775);
    }

    @Test
    void theNormalIntervalStaysInsideZeroAndOne() {
        assertInterval(Interval.normal(0.5, 0.1), 0.3040, 0.6960);
        assertInterval(Interval.normal(0.95, 0.1), 0.7540, 1);
    }

    private static void assertInterval(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-4));
        assertThat(interval.high()).isCloseTo(high, within(1e-4));
    }
}
