package io.groundstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;

@Timeout(120)
class MicrobenchmarksTest {
    private static final Path BUNDLE = Path.of("../worker/target/bundle");

    @Test
    void everyBenchmarkRuns() {
        var results = Microbenchmarks.run(new Plan(".*", BUNDLE, 0, 1, 1));

        assertThat(results.table())
                .contains("BatcherBenchmark.items ")
                .contains("GroundingBenchmark.parse ")
                .contains("ResizeBenchmark.squash 640x480 ")
                .contains("ResizeBenchmark.squash 4000x3000 ");
        assertThat(results.json()).startsWith("[").contains("\"primaryMetric\"");
    }

    @Test
    void aNameThatNoneHasIsSaid() {
        assertThatThrownBy(() -> Microbenchmarks.run(new Plan("NoSuchThing", BUNDLE, 0, 1, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("benchmarks: ");
    }
}
