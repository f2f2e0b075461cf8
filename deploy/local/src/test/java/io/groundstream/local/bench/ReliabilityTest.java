package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;

class ReliabilityTest {
    private final Reliability reliability = new Reliability(Claimed::confidence);

    @Test
    void whoIsAsSureAsRightHasNoError() {
        add(0.75, true, true, true, false);

        assertThat(reliability.error()).isCloseTo(0, within(1e-12));
    }

    @Test
    void theErrorIsTheMeanOverClaimsOfTheirBinsGap() {
        // a gap of 0.4 over four claims, one of 0.1 over one
        add(0.9, true, false, true, false);
        add(0.1, false);

        assertThat(reliability.error()).isCloseTo((4 * 0.4 + 0.1) / 5, within(1e-12));
    }

    @Test
    void gapsOfOneBinCancelOutAndThoseOfTwoBinsDoNot() {
        add(0.50, true);
        add(0.51, false);
        assertThat(reliability.error()).isCloseTo(0.005, within(1e-12));

        add(0.59, true);
        assertThat(reliability.error()).isCloseTo((0.01 + 0.41) / 3, within(1e-12));
    }

    @Test
    void certaintyFallsIntoTheLastBin() {
        add(1, true);
        add(0.99, true);

        assertThat(reliability.error()).isCloseTo(0.005, within(1e-12));
    }

    @Test
    void theIntervalHoldsTheValueAndIsTheSameEachTime() {
        for (int i = 0; i < 50; i++) {
            add(0.8, i % 5 != 0);
        }

        var interval = reliability.interval();

        assertThat(interval).isEqualTo(reliability.interval());
        assertThat(reliability.error()).isBetween(interval.low(), interval.high());
        assertThat(interval.high()).isBetween(0.05, 0.2);
    }

    private void add(double confidence, boolean... right) {
        for (boolean each : right) {
            reliability.add(List.of(new Claimed(0, confidence, each)));
        }
    }
}
