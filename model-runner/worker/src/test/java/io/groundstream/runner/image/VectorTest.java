package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;

/**
 * In a process of its own, as the tests' own has no vectors: its compiler would crawl with them.
 */
class VectorTest {
    @Test
    @Timeout(120)
    void vectorsGiveTheSameBytes() throws Exception {
        var process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                VectorMain.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var said = out.lines().toList().getLast();
            assertThat(process.waitFor()).isZero();
            assumeThat(said).isNotEqualTo("no vectors of 256 bits");
            assertThat(said).isEqualTo("the same: 60");
        } finally {
            process.destroyForcibly();
        }
    }
}
