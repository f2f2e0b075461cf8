package io.groundstream.runner.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;

import io.groundstream.runner.goldens.Goldens;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderTest {
    @BeforeEach
    void onlyWithoutCuda() {
        Assumptions.assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
    }

    @Test
    void autoTakesTheCpuWhereThereIsNoCuda() {
        try (Generator generator = Generator.open(Goldens.TINY.bundle(), Provider.AUTO, 1)) {
            assertThat(generator.provider()).isEqualTo(Provider.CPU);
        }
    }

    @Test
    void cudaIsRefusedWhereItIsNot() {
        assertThatThrownBy(() -> Generator.open(Goldens.TINY.bundle(), Provider.CUDA, 1))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("provider cuda is configured, but")
                .hasMessageContaining("-Pgpu");
    }

    @Test
    void refusesAWordThatIsNoProvider() {
        assertThatThrownBy(() -> Provider.of("gpu")).hasMessageContaining("auto, cpu or cuda");
    }
}
