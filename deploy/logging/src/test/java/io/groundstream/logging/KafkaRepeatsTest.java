package io.groundstream.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class KafkaRepeatsTest {
    private static final String REFUSED = "Connection to node {} failed authentication";

    private final KafkaRepeats repeats = new KafkaRepeats();
    private final LoggerContext context = new LoggerContext();

    @Test
    void whatEachClientSaysAgainIsSaidOnce() {
        assertThat(decide("org.apache.kafka.clients.NetworkClient", "[Consumer clientId=a] "))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("org.apache.kafka.clients.NetworkClient", "[Consumer clientId=b] "))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    void afterAMinuteItIsSaidAgain() {
        assertThat(repeats.passes("refused", 0)).isTrue();
        assertThat(repeats.passes("refused", TimeUnit.SECONDS.toNanos(59))).isFalse();
        assertThat(repeats.passes("refused", TimeUnit.SECONDS.toNanos(60))).isTrue();
    }

    @Test
    void whatOthersSayIsTheirOwnAffair() {
        assertThat(decide("io.groundstream.topology", "")).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("io.groundstream.topology", "")).isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decide(String logger, String client) {
        return repeats.decide(
                null,
                context.getLogger(logger),
                Level.ERROR,
                client + REFUSED,
                new Object[] {1},
                null);
    }
}
