package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.stack.StackSettings;

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
        var home = new Home(Path.of("../..").toAbsolutePath().normalize());
        var wanted =
                new StackSettings(folder.resolve("run"), home.model(), home.registry(), 0, 0, 0);
        List<ProcessHandle> all;
        String death;
        try (var stack = LocalStack.start(wanted, _ -> {})) {
            all =
                    Stream.of("broker", "registry", "topology", "runner", "console")
                            .map(name -> Objects.requireNonNull(stack.child(name)).handle())
                            .toList();

            Objects.requireNonNull(stack.child("topology")).handle().destroyForcibly();

            death = stack.death().get(1, TimeUnit.MINUTES);
        }
        assertThat(death).contains("the topology ended", "exit code 137", "topology.log");
        assertThat(all).noneMatch(ProcessHandle::isAlive);
    }
}
