package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.LinkedHashSet;

class PaceTest {
    private static final Duration LOCK = Duration.ofSeconds(30);

    @Test
    void aFastModelPollsAsManyAsItMay() {
        assertThat(new Pace(LOCK, 16, 2, Duration.ofMillis(20)).size()).isEqualTo(16);
    }

    @Test
    void aSlowModelPollsWhatFitsIntoHalfOfTheLock() {
        // two rounds share the model, so that an image takes two seconds and seven would fit
        assertThat(new Pace(LOCK, 16, 2, Duration.ofSeconds(1)).size()).isEqualTo(4);
        assertThat(new Pace(LOCK, 16, 2, Duration.ofSeconds(14)).size()).isEqualTo(1);
    }

    @Test
    void itsSizesFillBatchesWhateverTheirSize() {
        assertThat(new Pace(LOCK, 48, 1, Duration.ofMillis(400)).size()).isEqualTo(24);
        assertThat(new Pace(LOCK, 3, 1, Duration.ofSeconds(6)).size()).isEqualTo(1);
    }

    @Test
    void aModelThatProvesFasterIsGivenTheMostHoweverSlowlyItIsLearnt() {
        var pace = new Pace(LOCK, 16, 2, Duration.ofSeconds(1));
        var sizes = new LinkedHashSet<Integer>();

        for (double seconds = 2; seconds > 0.8; seconds *= 0.97) {
            pace.learn(1, (long) (seconds * 1e9));
            sizes.add(pace.size());
        }

        assertThat(sizes).containsExactly(4, 8, 16);
    }

    @Test
    void aSizeHoldsUntilItTakesTwoThirdsOfTheLock() {
        var pace = new Pace(LOCK, 16, 1, Duration.ofMillis(900));
        assertThat(pace.size()).isEqualTo(16);

        learn(pace, Duration.ofMillis(1240));
        assertThat(pace.size()).isEqualTo(16);

        learn(pace, Duration.ofMillis(1260));
        assertThat(pace.size()).isEqualTo(8);

        learn(pace, Duration.ofMillis(950));
        assertThat(pace.size()).isEqualTo(8);

        learn(pace, Duration.ofMillis(930));
        assertThat(pace.size()).isEqualTo(16);
    }

    @Test
    void aModelThatBecomesVerySlowIsAskedForOneImageAtATime() {
        var pace = new Pace(LOCK, 16, 1, Duration.ofMillis(600));

        learn(pace, Duration.ofSeconds(14));

        assertThat(pace.size()).isEqualTo(1);
    }

    @Test
    void anImageThatTakesMoreThanHalfTheLockIsHopeless() {
        assertThat(Pace.isHopeless(LOCK, Duration.ofSeconds(15))).isFalse();
        assertThat(Pace.isHopeless(LOCK, Duration.ofSeconds(16))).isTrue();
    }

    /** Often enough that nothing else is left of what was learnt before. */
    private static void learn(Pace pace, Duration perImage) {
        for (int i = 0; i < 60; i++) {
            pace.learn(10, perImage.multipliedBy(10).toNanos());
        }
    }
}
