package io.groundstream.runner.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.goldens.SceneAnswers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** The embedded model in half precision beside itself in single precision, on CPU. */
class HalfPrecisionTest {
    private Generator single;
    private Generator half;
    private Bundle bundle;

    @BeforeEach
    void load(@TempDir Path folder) throws IOException {
        bundle =
                new Importer()
                        .importCheckpoint(Goldens.EMBEDDED.checkpoint(), folder, Precision.FP16);
        half = Generator.open(bundle, Provider.CPU, 0);
        single = Generator.open(Goldens.EMBEDDED.bundle(), Provider.CPU, 0);
    }

    @AfterEach
    void close() {
        half.close();
        single.close();
    }

    @Test
    void theBundleIsHalfAsLargeAndSaysSo() {
        assertThat(bundle.manifest().precision()).isEqualTo("fp16");
        assertThat(bundle.manifest().bytes())
                .isLessThan(Goldens.EMBEDDED.bundle().manifest().bytes() * 6 / 10);
    }

    @Test
    void nearlyAllOfAFewScenesGetTheSameTokens() {
        assertThat(new SceneAnswers().equal(single, half, 24)).isGreaterThanOrEqualTo(23);
    }

    @Test
    @Tag("proof")
    void nearlyAllScenesGetTheSameTokens() {
        assertThat(new SceneAnswers().equal(single, half, 304)).isGreaterThanOrEqualTo(295);
    }
}
