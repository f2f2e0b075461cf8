package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class CautionTest {
    private static final Duration QUIET = Duration.ofNanos(1_000);

    private final Caution caution = new Caution(3, QUIET, 0);

    @Test
    void aProcessStartsCautiousBecauseItMayHaveJustDied() {
        assertThat(caution.isCautious(1)).isTrue();
    }

    @Test
    void enoughCleanPollsInARowMakeItBold() {
        caution.polled(false, 10);
        caution.polled(false, 20);
        assertThat(caution.isCautious(20)).isTrue();

        caution.polled(false, 30);

        assertThat(caution.isCautious(30)).isFalse();
    }

    @Test
    void anIdleProcessBecomesBoldWithTime() {
        assertThat(caution.isCautious(999)).isTrue();
        assertThat(caution.isCautious(1_000)).isFalse();
    }

    @Test
    void oneThatSawASuspectTrustsOnlyTime() {
        caution.polled(true, 100);
        for (int i = 0; i < 10; i++) {
            caution.polled(false, 200);
        }

        assertThat(caution.isCautious(1_099)).isTrue();
        assertThat(caution.isCautious(1_100)).isFalse();
    }

    @Test
    void aSuspectMakesABoldOneCautiousAgain() {
        assertThat(caution.isCautious(1_000)).isFalse();

        caution.polled(true, 2_000);

        assertThat(caution.isCautious(2_000)).isTrue();
        assertThat(caution.isCautious(2_999)).isTrue();
        assertThat(caution.isCautious(3_000)).isFalse();
    }
}
