package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** In a process of its own, as the tests' own has the quick compiler alone. */
class VectorTest {
    @Test
    @Timeout(120)
    void vectorsGiveTheSameBytes() throws Exception {
        var said = run("-XX:+UseSerialGC");

        assumeThat(said).isNotEqualTo("no vectors");
        assertThat(said).isEqualTo("the same: 60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-Xint"})
    @Timeout(120)
    void areNotUsedWithoutTheBetterCompiler(String option) throws Exception {
        assertThat(run(option)).isEqualTo("no vectors");
    }

    /** The last line that it says. */
    private static String run(String option) throws Exception {
        var process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                option,
                                "-cp",
                                System.getProperty("java.class.path"),
                                VectorMain.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var said = out.lines().toList().getLast();
            assertThat(process.waitFor()).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
