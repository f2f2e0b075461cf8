package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioTest {
    private final Ratio ratio = new Ratio();

    @Test
    void countsCasesNotScenes() {
        ratio.add(new Mark(3, 4));
        ratio.add(new Mark(0, 1));
        ratio.add(new Mark(0, 0));

        assertThat(ratio.value()).isEqualTo(0.6);
        assertThat(ratio.cases()).isEqualTo(5);
    }

    @Test
    void scenesOfOneCaseGiveWilsonsInterval() {
        add(80, new Mark(1, 1));
        add(20, new Mark(0, 1));

        assertClose(ratio.ofShare(), Interval.wilson(0.8, 100));
    }

    @Test
    void casesThatStandAndFallTogetherCountAsOne() {
        add(80, new Mark(5, 5));
        add(20, new Mark(0, 5));

        assertClose(ratio.ofShare(), Interval.wilson(0.8, 100));
    }

    @Test
    void whatIsAlwaysRightIsNotCertain() {
        add(10, new Mark(1, 1));

        assertThat(ratio.ofShare()).isEqualTo(Interval.wilson(1, 10));
    }

    @Test
    void aMeanTakesItsSpreadFromTheScenes() {
        add(50, new Mark(0.9, 1));
        add(50, new Mark(0.7, 1));

        assertClose(ratio.ofMean(), Interval.normal(0.8, 0.1 / Math.sqrt(99)));
    }

    private void add(int scenes, Mark mark) {
        for (int i = 0; i < scenes; i++) {
            ratio.add(mark);
        }
    }

    /** Within what the spread of a sample differs from that of the whole. */
    private static void assertClose(Interval interval, Interval wanted) {
        assertThat(interval.low()).isCloseTo(wanted.low(), within(2e-3));
        assertThat(interval.high()).isCloseTo(wanted.high(), within(2e-3));
    }
}
