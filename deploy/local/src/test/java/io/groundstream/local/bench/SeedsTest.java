package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.service.ConfigException;

import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void scenesThatAreKeptForMeasuringAreNotFittedOn() {
        assertRefused(new Seeds(900_000_000, 2_000));
        assertRefused(new Seeds(899_999_999, 2));
        assertRefused(new Seeds(901_999_999, 1));

        assertThat(new Seeds(899_999_999, 1).forFitting().end()).isEqualTo(900_000_000);
        assertThat(new Seeds(1_000_000_000, 1).forFitting().count()).isEqualTo(1);
    }

    @Test
    void noSceneAndNoSeedBelowZero() {
        assertThatThrownBy(() -> new Seeds(0, 0)).hasMessageContaining("--count");
        assertThatThrownBy(() -> new Seeds(-1, 1)).hasMessageContaining("--seed");
        assertThatThrownBy(() -> new Seeds(Long.MAX_VALUE, 1)).hasMessageContaining("--seed");
    }

    private static void assertRefused(Seeds seeds) {
        assertThatThrownBy(seeds::forFitting)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kept for measuring");
    }
}
