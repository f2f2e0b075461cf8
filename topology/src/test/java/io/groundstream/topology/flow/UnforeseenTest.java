package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

class UnforeseenTest {
    private final Unforeseen unforeseen = new Unforeseen(new Meters(new SimpleMeterRegistry()));

    @Test
    void whatKafkaAndTheRegistryThrowIsNoFaultOfTheImage() {
        var kafka = new TimeoutException("no answer");
        var registry = new RegistryUnavailableException("away", new IOException());

        assertThatThrownBy(() -> refuse(kafka, Duration.ZERO)).isSameAs(kafka);
        assertThatThrownBy(() -> refuse(registry, Duration.ZERO)).isSameAs(registry);
    }

    @Test
    void whatTheHourAllowsIsAllowedAgainAnHourLater() {
        var fault = new IllegalStateException("a bug");
        for (int i = 0; i < Unforeseen.MOST; i++) {
            assertThat(refuse(fault, Duration.ofSeconds(i))).isEqualTo(FailureCode.INTERNAL);
        }

        assertThatThrownBy(() -> refuse(fault, Duration.ofMinutes(59))).isSameAs(fault);
        assertThat(refuse(fault, Duration.ofHours(1))).isEqualTo(FailureCode.INTERNAL);
        assertThatThrownBy(() -> refuse(fault, Duration.ofHours(1))).isSameAs(fault);
    }

    private FailureCode refuse(RuntimeException failure, Duration after) {
        return unforeseen
                .refusal(failure, Stage.ADMIT, "images-0@1", Driver.START.plus(after))
                .code();
    }
}
