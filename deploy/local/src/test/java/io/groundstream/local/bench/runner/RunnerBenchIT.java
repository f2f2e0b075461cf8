package io.groundstream.local.bench.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.local.Home;
import io.groundstream.local.stack.StackSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One of the comparisons, short: that it runs, not what it says. */
class RunnerBenchIT {
    @TempDir Path folder;

    @Test
    void recordsGoThroughIntakeAndThroughABareLoop() throws Exception {
        var home = new Home(Path.of("../..").toAbsolutePath().normalize());
        var settings =
                new StackSettings(folder.resolve("run"), home.model(), home.registry(), 0, 0);

        var report =
                RunnerBench.run(
                        Set.of(RunnerBench.Part.NULL),
                        settings,
                        home.checkpoint(),
                        new RunnerBench.Options(Duration.ofSeconds(1), 100, List.of()),
                        _ -> {});

        var finding = report.findings().getFirst();
        assertThat(finding.ours()).isPositive();
        assertThat(finding.judged()).isPositive();
    }
}
