package io.groundstream.topology.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.service.ConfigException;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class FlightLimitsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theWaitDoublesUpToAMinute() {
        var limits = new FlightLimits(MINUTE, MINUTE, 100, Duration.ofSeconds(1));

        assertThat(limits.waitAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.waitAfter(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits.waitAfter(6)).isEqualTo(Duration.ofSeconds(32));
        assertThat(limits.waitAfter(99)).isEqualTo(MINUTE);
    }

    @Test
    void aWaitThatIsLongFromTheStartStaysAsItIs() {
        var limits = new FlightLimits(MINUTE, MINUTE, 5, Duration.ofMinutes(3));

        assertThat(limits.waitAfter(4)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void nothingMayBeZero() {
        assertThatThrownBy(() -> new FlightLimits(MINUTE, Duration.ZERO, 5, MINUTE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("max-in-flight.bulk");
        assertThatThrownBy(() -> new FlightLimits(MINUTE, MINUTE, 0, MINUTE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("retry.limit must be 1 to 100, got 0");
    }
}
