package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Whatever the bytes are, the gate answers. The build shows it the seeds; {@code JAZZER_FUZZ=1 mvn
 * ... -Dtest=ImageGateFuzzTest} searches for more.
 */
class ImageGateFuzzTest {
    private final ImageGate gate =
            new ImageGate(new ImageLimits(1 << 20, 1_000_000, 5_000, 50), 32);

    @FuzzTest(maxDuration = "10m")
    void theGateAnswers(byte[] bytes) {
        assertThat(gate.prepare(bytes)).isNotNull();
    }
}
