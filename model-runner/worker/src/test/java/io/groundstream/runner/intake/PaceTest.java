package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class PaceTest {
    private static final Duration LOCK = Duration.ofSeconds(30);

    @Test
    void aFastModelPollsAsManyAsItMay() {
        assertThat(new Pace(LOCK, 16, 2, Duration.ofMillis(20)).size()).isEqualTo(16);
    }

    @Test
    void aSlowModelPollsWhatFitsIntoAThirdOfTheLock() {
        // two rounds share the model, so that an image takes two seconds
        assertThat(new Pace(LOCK, 16, 2, Duration.ofSeconds(1)).size()).isEqualTo(5);
        assertThat(new Pace(LOCK, 16, 2, Duration.ofSeconds(14)).size()).isEqualTo(1);
    }

    @Test
    void itChangesItsMindOnlyByAFactorOfTwo() {
        var pace = new Pace(LOCK, 64, 1, Duration.ofSeconds(1));
        assertThat(pace.size()).isEqualTo(10);

        pace.learn(10, Duration.ofSeconds(8).toNanos());
        assertThat(pace.size()).isEqualTo(10);

        for (int i = 0; i < 20; i++) {
            pace.learn(10, Duration.ofSeconds(2).toNanos());
        }
        assertThat(pace.size()).isBetween(20, 50);
    }

    @Test
    void anImageThatTakesMoreThanHalfTheLockIsHopeless() {
        assertThat(Pace.isHopeless(LOCK, Duration.ofSeconds(15))).isFalse();
        assertThat(Pace.isHopeless(LOCK, Duration.ofSeconds(16))).isTrue();
    }
}
