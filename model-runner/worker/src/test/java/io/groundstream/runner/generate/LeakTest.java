package io.groundstream.runner.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.goldens.Goldens;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** What a run takes it gives back: a tensor that is not closed shows in the process's size. */
@EnabledOnOs(OS.LINUX)
class LeakTest {
    private static final long MIB = 1_024;

    /** With two calls beside each other the runtime does without its arena. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Timeout(120)
    void theProcessDoesNotGrowOverFifteenHundredRuns(int calls) throws Exception {
        assertThat(growth(calls, 1_500)).isLessThan(2 * MIB);
    }

    @Test
    @Tag("proof")
    @Timeout(600)
    void theProcessDoesNotGrowOverTenThousandRuns() throws Exception {
        assertThat(growth(1, 10_000)).isLessThan(5 * MIB);
    }

    /** In KiB. */
    private static long growth(int calls, int runs) throws Exception {
        var process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xms96m",
                                "-Xmx96m",
                                "-XX:+AlwaysPreTouch",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LeakMain.class.getName(),
                                Goldens.EMBEDDED.bundle().directory().toString(),
                                Integer.toString(calls),
                                Integer.toString(runs))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = out.lines().toList();
            assertThat(process.waitFor()).isZero();
            return Long.parseLong(lines.getLast());
        } finally {
            process.destroyForcibly();
        }
    }
}
