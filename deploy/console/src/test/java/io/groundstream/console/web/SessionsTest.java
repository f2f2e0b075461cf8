package io.groundstream.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Sessions sessions = new Sessions("a token of sixteen");

    @Test
    void aSessionEnds() {
        var session = sessions.open(NOW);

        assertThat(sessions.isOpen(session, NOW.plus(Sessions.LENGTH).minusSeconds(1))).isTrue();
        assertThat(sessions.isOpen(session, NOW.plus(Sessions.LENGTH))).isFalse();
    }

    @Test
    void aSessionOfAnotherProcessIsNone() {
        assertThat(new Sessions("a token of sixteen").isOpen(sessions.open(NOW), NOW)).isFalse();
    }

    @Test
    void whatIsNoSessionIsNone() {
        var session = sessions.open(NOW);

        for (var other : new String[] {"", ".", "1.2", session + "0", "9" + session, null}) {
            assertThat(sessions.isOpen(other, NOW)).as(String.valueOf(other)).isFalse();
        }
    }
}
