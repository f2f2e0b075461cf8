package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.serde.RegistryUnavailableException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class PatienceTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksAgainUntilThereIsAnAnswer() {
        var patience = new Patience(Duration.ofMinutes(1));

        assertThat(patience.ask(() -> answerAtThe(3))).isEqualTo("answer");
        assertThat(asked).hasValue(3);
    }

    @Test
    void beyondItsBoundTheFailureGoesOn() {
        var patience = new Patience(Duration.ofMillis(100));

        assertThatThrownBy(() -> patience.ask(() -> answerAtThe(Integer.MAX_VALUE)))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void otherFailuresAreNotWaitedFor() {
        var patience = new Patience(Duration.ofMinutes(1));

        assertThatThrownBy(
                        () ->
                                patience.ask(
                                        () -> {
                                            asked.incrementAndGet();
                                            throw new IllegalStateException("a bug");
                                        }))
                .hasMessage("a bug");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aServiceThatStopsWaitsForNothing() {
        var patience = new Patience(Duration.ofMinutes(1));
        patience.stop();

        assertThatThrownBy(() -> patience.ask(() -> answerAtThe(2)))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    private String answerAtThe(int attempt) {
        if (asked.incrementAndGet() < attempt) {
            throw new RegistryUnavailableException("away", new IOException());
        }
        return "answer";
    }
}
