package io.groundstream.topology.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Lane;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class LaneClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MAX = Duration.ofMinutes(2);
    private static final Lane LANE = Lane.INTERACTIVE;

    private final LanePulse pulse = new LanePulse();
    private final LaneClock clock = new LaneClock(pulse, START);

    @Test
    void aQuietLaneIsStalledAfterMaxInFlight() {
        assertThat(clock.isOverdue(LANE, START, MAX, at(119))).isFalse();
        assertThat(clock.isOverdue(LANE, START, MAX, at(120))).isTrue();
    }

    @Test
    void workFromBeforeTheStartIsGivenTheWholeTimeAgain() {
        assertThat(clock.isOverdue(LANE, at(-86_400), MAX, at(119))).isFalse();
        assertThat(clock.isOverdue(LANE, at(-86_400), MAX, at(120))).isTrue();
    }

    @Test
    void anyResultOfTheLaneKeepsItAlive() {
        clock.heard(LANE, at(100));

        assertThat(clock.isOverdue(LANE, START, MAX, at(219))).isFalse();
        assertThat(clock.isOverdue(LANE, START, MAX, at(220))).isTrue();
    }

    @Test
    void aResultInAnotherTaskOfTheInstanceKeepsItAliveToo() {
        new LaneClock(pulse, START).heard(LANE, at(100));

        assertThat(clock.isOverdue(LANE, START, MAX, at(219))).isFalse();
    }

    @Test
    void theOtherLaneDoesNotKeepItAlive() {
        clock.answered(Lane.BULK, at(110), at(115));

        assertThat(clock.isOverdue(LANE, START, MAX, at(120))).isTrue();
    }

    @Test
    void whatWasAskedForSoonAfterDoesNotOvertake() {
        clock.answered(LANE, at(119), at(500));

        assertThat(clock.isOverdue(LANE, START, MAX, at(501))).isFalse();
    }

    @Test
    void whatWasAskedForMaxInFlightLaterOvertakes() {
        clock.answered(LANE, at(120), at(500));
        clock.answered(LANE, at(30), at(501));

        assertThat(clock.isOverdue(LANE, START, MAX, at(502))).isTrue();
    }

    @Test
    void theNextLookIsWhenTheLaneWouldBeStalled() {
        clock.heard(LANE, at(100));

        assertThat(clock.stalledAt(LANE, START, MAX)).isEqualTo(at(220));
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }
}
