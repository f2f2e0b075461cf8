package io.groundstream.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void inAnySecondsNoMoreGoThanTheRateAndASecondsWorth() {
        var pace = new Pace(10, 0);
        int went = 0;
        for (long now = 0; now < 5 * SECOND; now += SECOND / 1_000) {
            if (pace.delay(now) == 0) {
                pace.went(now);
                went++;
            }
        }

        assertThat(went).isBetween(55, 60);
    }

    @Test
    void afterASilenceASecondsWorthGoesAtOnceAndNoMore() {
        var pace = new Pace(10, 0);
        long later = 100 * SECOND;
        int went = 0;
        while (pace.delay(later) == 0) {
            pace.went(later);
            went++;
        }

        assertThat(went).isEqualTo(10);
        assertThat(pace.delay(later)).isEqualTo(SECOND / 10);
    }
}
