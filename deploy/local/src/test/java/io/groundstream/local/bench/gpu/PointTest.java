package io.groundstream.local.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.schemas.service.ConfigException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class PointTest {
    private static final Point POINT = new Point("full", 8, 11, 80, 20, 70, 4_000);

    @Test
    void aStepIsWhatTheLoopTookForEachTokenButTheFirst() {
        assertThat(POINT.stepMillis()).isEqualTo(5);
        assertThat(POINT.imagesPerSecond()).isCloseTo(8 / 0.070, within(1e-9));
        assertThat(POINT.tokensPerSecond()).isCloseTo(80 / 0.070, within(1e-9));
        assertThat(new Point("full", 8, 1, 8, 20, 20, 0).stepMillis()).isZero();
    }

    @Test
    void jsonGoesThereAndBack() {
        var node = JsonNodeFactory.instance.objectNode();

        POINT.into(node);

        assertThat(Point.of(node)).isEqualTo(POINT);
    }

    @Test
    void theReferencesFileIsRead(@TempDir Path folder) throws Exception {
        var file = folder.resolve("reference.json");
        Files.writeString(
                file,
                """
                {"machine": {"name": "m", "torch": "2", "bytesPerSecond": 3e12, "flopsPerSecond": 8e14},
                 "points": [
                   {"model": "full", "batch": 1, "newTokens": 4, "tokens": 4, "firstMillis": 10,
                    "batchMillis": 100, "memoryMib": 5},
                   {"model": "full", "batch": 4, "newTokens": 4, "tokens": 16, "firstMillis": 10,
                    "batchMillis": 200},
                   {"model": "large", "batch": 9, "newTokens": 4, "tokens": 36, "firstMillis": 1,
                    "batchMillis": 2}]}
                """);

        var reference = Reference.read(file);

        assertThat(reference.machine()).contains(new Machine("m", 3e12, 8e14));
        assertThat(reference.best("full").orElseThrow().batch()).isEqualTo(4);
        assertThat(reference.best("embedded")).isEmpty();
    }

    @Test
    void aFileThatIsNotTheReferencesIsRefused(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("x.json"), "{\"machine\": {}}");

        assertThatThrownBy(() -> Reference.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is no output of gpu_reference.py");
        assertThatThrownBy(() -> Reference.read(folder.resolve("none.json")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--reference: cannot read");
    }
}
