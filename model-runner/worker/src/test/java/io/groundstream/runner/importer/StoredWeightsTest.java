package io.groundstream.runner.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.goldens.Released;
import io.groundstream.runner.importer.kosmos2.RandomCheckpoint.Kind;
import io.groundstream.runner.importer.kosmos2.ReleasedCheckpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checkpoints in one file and in several, of each type of number, to bundles of each precision. */
class StoredWeightsTest {
    @TempDir Path folder;

    @Test
    void shardsGiveTheSameBundleAsOneFile() throws IOException {
        Bundle sharded = imported(Kind.F32, 3, Precision.FP32);

        assertThat(sharded.manifest()).isEqualTo(Released.SLIM.bundle().manifest());
    }

    @Test
    void namesAShardThatIsMissing() throws IOException {
        Path checkpoint =
                ReleasedCheckpoint.write("slim", folder.resolve("checkpoint"), Kind.F32, 3);
        Files.delete(checkpoint.resolve("model-00002-of-00003.safetensors"));

        assertThatThrownBy(() -> imported(checkpoint, Precision.FP32))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("model-00002-of-00003.safetensors is missing");
    }

    @Test
    void halfPrecisionTakesHalfTheRoom() throws IOException {
        Bundle half = imported(Kind.F16, 1, Precision.FP16);

        assertThat(Files.size(weights(half)))
                .isLessThan(Files.size(weights(Released.SLIM.bundle())) * 11 / 20);
    }

    @Test
    void eachTypeOfNumberSaysNearlyTheSame() throws IOException {
        var golden = Released.SLIM.cases().get(1);
        float[] wanted = golden.rows().getFirst().logProbs();

        for (Kind kind : Kind.values()) {
            float first = firstLogProb(imported(kind, 1, Precision.FP32), golden);
            float tolerance = kind == Kind.BF16 ? 0.3f : 0.03f;
            assertThat(first).as(kind.name()).isCloseTo(wanted[0], within(tolerance));
        }
    }

    @Test
    void halfPrecisionSaysNearlyWhatSinglePrecisionSays() throws IOException {
        Bundle half = imported(Kind.F32, 1, Precision.FP16);

        assertThat(half.manifest().precision()).isEqualTo("fp16");
        for (var golden : Released.SLIM.cases()) {
            assertThat(firstLogProb(half, golden))
                    .as(golden.toString())
                    .isCloseTo(golden.rows().getFirst().logProbs()[0], within(0.05f));
        }
    }

    private static float firstLogProb(Bundle bundle, Released.Case golden) {
        try (var generator = Generator.open(bundle, Provider.CPU, 1)) {
            var rows = golden.rows().subList(0, 1);
            long[][] prompts = {Released.SLIM.prompt(rows.getFirst())};
            Generated generated =
                    generator.generate(Released.SLIM.pictures(rows), 1, prompts, 1, new boolean[1]);
            return generated.logProbs()[0][0];
        }
    }

    private static Path weights(Bundle bundle) {
        return bundle.directory().resolve("generate.onnx.data");
    }

    private Bundle imported(Kind kind, int shards, Precision precision) throws IOException {
        String name = kind + "-" + shards + "-" + precision;
        return imported(
                ReleasedCheckpoint.write("slim", folder.resolve(name), kind, shards), precision);
    }

    private Bundle imported(Path checkpoint, Precision precision) throws IOException {
        return new Importer()
                .importCheckpoint(
                        checkpoint,
                        folder.resolve(checkpoint.getFileName() + ".bundle"),
                        precision);
    }
}
