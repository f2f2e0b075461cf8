package io.groundstream.local.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.local.Home;
import io.groundstream.local.bench.gpu.GpuBench.Part;
import io.groundstream.local.bench.gpu.GpuBench.Size;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** On CPU and short: that it runs and can be read again, not what it says. */
class GpuBenchIT {
    private static final String REFERENCE =
            """
            {"machine": {"name": "m", "bytesPerSecond": 1e10, "flopsPerSecond": 1e11},
             "points": [{"model": "embedded", "batch": 1, "newTokens": 4, "tokens": 4,
               "firstMillis": 10, "batchMillis": 100}]}
            """;

    @TempDir Path folder;

    @Test
    void measuresTheGeneratorAndReadsItsOwnPointsAgain() throws Exception {
        var report = run(options(Set.of(Part.GENERATOR), Size.EMBEDDED, null, null));

        assertThat(report.points()).extracting(Point::batch).containsExactly(1, 2);
        assertThat(report.points()).allMatch(point -> point.imagesPerSecond() > 0);
        assertThat(report.findings()).singleElement().matches(finding -> finding.rival() == null);
        var ours = Files.writeString(folder.resolve("ours.json"), report.json());
        var theirs = Files.writeString(folder.resolve("theirs.json"), REFERENCE);

        var merged = run(options(Set.of(Part.GENERATOR), Size.EMBEDDED, ours, theirs));

        assertThat(merged.points()).isEqualTo(report.points());
        assertThat(merged.findings())
                .extracting(finding -> finding.measure())
                .containsExactly(
                        "generator, embedded",
                        "decode step, embedded",
                        "vision + prefill, embedded");
        assertThat(new ObjectMapper().readTree(merged.json()).path("reference")).hasSize(1);
        assertThat(merged.table()).contains("transformers", "step ms");
    }

    @Test
    @Tag("proof")
    void measuresARunnerBesideItsGenerator() throws Exception {
        var report = run(options(Set.of(Part.PIPELINE), Size.EMBEDDED, null, null));

        assertThat(report.findings().getFirst().judged()).isPositive();
    }

    private GpuReport run(Options options) throws Exception {
        var home = new Home(Path.of("../..").toAbsolutePath().normalize());
        var settings =
                new StackSettings(folder.resolve("run"), home.model(), home.registry(), 0, 0);
        return GpuBench.run(options, home.checkpoint(), settings, _ -> {});
    }

    private Options options(
            Set<Part> parts, Size size, @Nullable Path points, @Nullable Path reference) {
        return new Options(
                parts,
                List.of(size),
                Device.of(Provider.CPU),
                Precision.FP32,
                List.of(2, 1),
                0,
                4,
                8,
                Duration.ZERO,
                points,
                reference,
                folder.resolve("work"));
    }
}
