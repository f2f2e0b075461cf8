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

/**
 * Runners and topologies are killed again and again while images keep coming: each time at a seeded
 * moment after a new result, with half of the round's images or more still to be seen.
 */
class KillsIT {
    @TempDir Path folder;

    @Test
    void threeKillsLoseNothingAndDoubleNothing() throws Exception {
        killUnderLoad(20_260_104, 3, 40);
    }

    @Test
    @Tag("proof")
    void twentyKillsLoseNothingAndDoubleNothing() throws Exception {
        killUnderLoad(20_260_101, 20, 60);
    }

    private void killUnderLoad(long seed, int rounds, int images) throws Exception {
        var random = new Random(seed);
        var ids = new ArrayList<String>();
        try (var stage = Stage.set(folder.resolve("run"))) {
            for (int round = 0; round < rounds; round++) {
                int before = ids.size();
                for (int i = 0; i < images; i++) {
                    var id = "kills-" + ids.size();
                    stage.publish(id, Stage.png(Scenes.draw(50_000 + ids.size()).picture()));
                    ids.add(id);
                }
                int seenEnough = before + 1 + random.nextInt(images / 2);
                stage.await(seen -> annotated(seen) >= seenEnough);
                kill(stage, random.nextInt(3) == 0 ? "topology" : "runner");
            }

            var outputs = stage.awaitRest(ids);

            Guarantees.noneIsLost(ids, outputs);
            Guarantees.noneEndsTwice(outputs);
            Guarantees.documentsMatchAnnotations(stage.cluster.topics(), outputs);
            Guarantees.eachEndingIsDecidedOnce(outputs);
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
