package io.groundstream.runner.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;

import io.groundstream.embedded.Scenes;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.generate.GenerationException;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.goldens.SceneAnswers;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The embedded model in bytes beside itself in single precision. */
class QuantizerTest {
    private static final long FIRST_SEED = 930_000_000L;
    private static final int PICTURES = 12;

    @TempDir private static Path folder;
    private static List<Path> pictures;
    private static Bundle single;
    private static Bundle bytes;

    private final SceneAnswers answers = new SceneAnswers();

    @BeforeAll
    static void quantize() throws IOException {
        pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            var file = folder.resolve("picture-" + i + ".png");
            pictures.add(Files.write(file, Scenes.draw(FIRST_SEED + i).png()));
        }
        single = Goldens.EMBEDDED.bundle();
        bytes = new Quantizer().quantize(single, pictures, folder.resolve("bytes"));
    }

    @Test
    void nearlyAllOfAFewScenesGetTheSameTokens() {
        assertThat(equal(48)).isGreaterThanOrEqualTo(40);
    }

    @Test
    @Tag("proof")
    void nearlyAllScenesGetTheSameTokens() {
        assertThat(equal(400)).isGreaterThanOrEqualTo(340);
    }

    @Test
    void aRowSaysWhatItSaysAlone() {
        try (var generator = Generator.open(bytes, Provider.CPU, 1)) {
            var together = answers.generate(generator, 0, 7);
            var tokens = answers.tokens(together);
            for (int i = 0; i < tokens.length; i++) {
                var alone = answers.generate(generator, i, 1);

                assertThat(tokens[i]).isEqualTo(answers.tokens(alone)[0]);
                assertThat(together.logProbs()[i]).startsWith(alone.logProbs()[0], within(1e-5f));
            }
        }
    }

    @Test
    void everyProductWithAWeightIsOfBytes() throws IOException {
        var products = count(single, "Gemm");

        // the latent queries: a product of two constants, computed at start
        assertThat(count(bytes, "Gemm")).isEqualTo(1);
        assertThat(count(bytes, "MatMulIntegerToFloat")).isEqualTo(products - 1);
        assertThat(Files.size(bytes.directory().resolve(Manifest.WEIGHTS)))
                .isLessThan(Files.size(single.directory().resolve(Manifest.WEIGHTS)) / 2);
        assertThat(bytes.manifest().precision()).isEqualTo("int8");
        assertThat(bytes.manifest().calibration()).isEqualTo(single.manifest().calibration());
    }

    @Test
    void thePictureGoesIntoItsProductAsItIs() throws IOException {
        assertThat(count(bytes, "QuantizeLinear"))
                .isEqualTo(count(bytes, "MatMulIntegerToFloat") - 1);
        assertThat(count(bytes, "Cast")).isEqualTo(count(single, "Cast") - 1);
    }

    @Test
    void theSamePicturesGiveTheSameBundleWhateverLiesBetweenThem() throws IOException {
        var files = new ArrayList<>(pictures);
        files.add(3, Files.writeString(folder.resolve("truth.txt"), "no picture"));

        var again = new Quantizer().quantize(single, files, folder.resolve("again"));

        assertThat(again.manifest()).isEqualTo(bytes.manifest());
        assertThat(Bundle.open(again.directory()).manifest()).isEqualTo(again.manifest());
    }

    @Test
    void whatCannotBeDoneIsSaid() throws IOException {
        var to = folder.resolve("never");
        var text = Files.writeString(folder.resolve("no-picture.png"), "no picture");

        assertThatThrownBy(() -> new Quantizer().quantize(bytes, pictures, to))
                .isInstanceOf(QuantizationException.class)
                .hasMessageContaining("is in int8: only a bundle in fp32");
        assertThatThrownBy(() -> new Quantizer().quantize(single, List.of(), to))
                .isInstanceOf(QuantizationException.class)
                .hasMessageContaining("none of 0 files is a picture");
        assertThatThrownBy(() -> new Quantizer().quantize(single, List.of(text), to))
                .isInstanceOf(QuantizationException.class)
                .hasMessageContaining("none of 1 files is a picture");
        assertThat(to).doesNotExist();
    }

    @Test
    void isForCpu() {
        assertThatThrownBy(() -> Generator.open(bytes, Provider.CUDA, 1))
                .isInstanceOf(GenerationException.class)
                .hasMessageContaining("a bundle in int8 is for CPU");
        try (var generator = Generator.open(bytes, Provider.AUTO, 1)) {
            assertThat(generator.provider()).isEqualTo(Provider.CPU);
        }
    }

    private int equal(int scenes) {
        try (var one = Generator.open(single, Provider.CPU, 0);
                var other = Generator.open(bytes, Provider.CPU, 0)) {
            return answers.equal(one, other, scenes);
        }
    }

    private static long count(Bundle bundle, String type) throws IOException {
        return nodes(bundle).filter(node -> node.getOpType().equals(type)).count();
    }

    private static Stream<NodeProto> nodes(Bundle bundle) throws IOException {
        return nodes(ModelProto.parseFrom(Files.readAllBytes(bundle.graph())).getGraph());
    }

    private static Stream<NodeProto> nodes(GraphProto graph) {
        return graph.getNodeList().stream()
                .flatMap(
                        node ->
                                Stream.concat(
                                        Stream.of(node),
                                        Loops.body(node).stream().flatMap(QuantizerTest::nodes)));
    }
}
