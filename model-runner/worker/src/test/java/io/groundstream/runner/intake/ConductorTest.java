package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Lane;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;

class ConductorTest {
    private final Conductor conductor =
            new Conductor(
                    new Caution(2, Duration.ofNanos(1_000), 0),
                    new Pace(Duration.ofSeconds(30), 16, 2, Duration.ofMillis(1)),
                    2);

    @Test
    void whileCautiousOnlyTheFirstThreadPollsAndOnlyOneRequest() {
        assertThat(conductor.turn(0, 1)).isEqualTo(Turn.single(true));
        assertThat(conductor.turn(1, 1)).isEqualTo(Turn.WAIT);
    }

    @Test
    void theFirstThreadKeepsItsConsumerUntilTheOthersReceive() {
        conductor.polled(0, false, 10);
        conductor.polled(0, false, 20);

        assertThat(conductor.turn(1, 20)).isEqualTo(new Turn(Set.of(Lane.BULK), 16, false));
        assertThat(conductor.turn(0, 20)).isEqualTo(Turn.single(false));

        conductor.polled(1, false, 30);

        assertThat(conductor.turn(0, 30)).isEqualTo(new Turn(Set.of(Lane.INTERACTIVE), 16, false));
    }

    @Test
    void theFirstThreadDoesNotWaitForOthersThatNeverReceive() {
        conductor.polled(0, false, 10);
        conductor.polled(0, false, 20);
        assertThat(conductor.turn(0, 20)).isEqualTo(Turn.single(false));

        long later = Duration.ofSeconds(11).toNanos();
        assertThat(conductor.turn(0, later))
                .isEqualTo(new Turn(Set.of(Lane.INTERACTIVE), 16, false));
    }

    @Test
    void aSuspectOnAnyThreadSendsTheOthersToWait() {
        conductor.polled(0, false, 10);
        conductor.polled(0, false, 20);
        conductor.polled(1, true, 30);

        assertThat(conductor.turn(1, 30)).isEqualTo(Turn.WAIT);
        assertThat(conductor.turn(0, 30)).isEqualTo(Turn.single(true));
    }
}
