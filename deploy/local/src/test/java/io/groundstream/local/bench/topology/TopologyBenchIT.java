package io.groundstream.local.bench.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.local.Home;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.schemas.catalog.Topics;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Set;

/** Short: that it runs and that all that goes in comes out once, not what it says. */
class TopologyBenchIT {
    @TempDir Path folder;

    /** Two minutes, because it starts six topologies. */
    @Test
    @Tag("proof")
    void imagesGoThroughTheTopologyAndThroughABareOne() throws Exception {
        var home = new Home(Path.of("../..").toAbsolutePath().normalize());
        var run = folder.resolve("run");

        var report =
                TopologyBench.run(
                        Set.of(TopologyBench.Part.INLINE),
                        new StackSettings(run, home.model(), home.registry(), 0, 0),
                        new TopologyBench.Options(300, 300, 100),
                        _ -> {});

        assertThat(report.findings()).hasSize(2);
        assertThat(report.findings().getFirst().judged()).isPositive();
    }

    @Test
    void theHopsByWhichImagesOfTheSameWorkMeetArePartOfTheBareTopologyToo() {
        var bare = new BareTopology(new Topics("")).build();

        assertThat(bare.describe().subtopologies()).hasSize(2);
    }
}
