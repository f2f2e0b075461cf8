package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.embedded.Scenes;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.testing.Guarantees;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Runners and topologies are killed again and again while images keep coming. */
class KillsIT {
    private static final int ROUNDS = 12;
    private static final int IMAGES_A_ROUND = 100;

    @TempDir Path folder;

    @Test
    @Tag("proof")
    void nothingIsLostAndNothingDoubledHoweverOftenProcessesAreKilled() throws Exception {
        var random = new Random(20_260_101);
        var ids = new ArrayList<String>();
        try (var stage = Stage.set(folder.resolve("run"))) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < IMAGES_A_ROUND; i++) {
                    var id = "kills-" + ids.size();
                    stage.publish(id, Stage.png(Scenes.draw(50_000 + ids.size()).picture()));
                    ids.add(id);
                }
                int seenEnough = ids.size() - IMAGES_A_ROUND + random.nextInt(IMAGES_A_ROUND);
                stage.await(seen -> annotated(seen) >= seenEnough);
                kill(stage, random.nextInt(3) == 0 ? "topology" : "runner");
            }

            var outputs = stage.awaitEnd(ids);

            Guarantees.noneIsLost(ids, outputs);
            Guarantees.noneEndsTwice(outputs);
            assertThat(annotated(outputs)).isEqualTo(ids.size());
        }
    }

    private static long annotated(List<Guarantees.Output> outputs) {
        return outputs.stream().filter(output -> output.value() instanceof Annotation).count();
    }

    private static void kill(Stage stage, String name) throws InterruptedException {
        var child = Objects.requireNonNull(stage.stack.child(name));
        child.handle().destroyForcibly();
        child.handle().onExit().join();
        if (name.equals("runner")) {
            stage.stack.startRunner();
        } else {
            stage.stack.startTopology();
        }
    }
}
