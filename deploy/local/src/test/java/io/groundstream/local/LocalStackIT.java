package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class LocalStackIT {
    @TempDir Path folder;

    @Test
    void aProcessThatDiesIsReportedWithTheEndOfItsLogAndTheOthersStop() throws Exception {
        List<ProcessHandle> all;
        String death;
        try (var stage = Stage.set(folder.resolve("run"))) {
            all =
                    Stream.of("broker", "registry", "topology", "runner")
                            .map(name -> Objects.requireNonNull(stage.stack.child(name)).handle())
                            .toList();

            Objects.requireNonNull(stage.stack.child("topology")).handle().destroyForcibly();

            death = stage.stack.death().get(1, TimeUnit.MINUTES);
        }
        assertThat(death).contains("the topology ended", "exit code 137", "topology.log");
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }
}
