package io.groundstream.runner.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.importer.kosmos2.RandomCheckpoint.Kind;
import io.groundstream.runner.importer.kosmos2.ReleasedCheckpoint;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

class ImporterTest {
    private static final String LATENTS = "image_to_text_projection.latent_query";

    @TempDir Path directory;
    private CheckpointFiles checkpoint;

    @BeforeEach
    void copy() throws IOException {
        checkpoint = CheckpointFiles.copyTo(directory.resolve("checkpoint"));
    }

    @Test
    void writesTheSameBytesForTheSameCheckpoint() throws IOException {
        Bundle first = Goldens.TINY.bundle();
        Bundle second = imported();

        assertThat(second.manifest()).isEqualTo(first.manifest());
        for (String file : first.manifest().files().keySet()) {
            assertThat(
                            Files.mismatch(
                                    first.directory().resolve(file),
                                    second.directory().resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    /** Within another subgraph the runtime would not pack a loop's weights. */
    @ParameterizedTest
    @CsvSource({"FP32, 4", "FP16, 1"})
    void loopsStandInTheMainGraphAndHaveNoWeightsOfTheirOwn(Precision precision, int count)
            throws IOException {
        byte[] bytes = Files.readAllBytes(imported(precision).graph());

        var loops =
                ModelProto.parseFrom(bytes).getGraph().getNodeList().stream()
                        .filter(node -> node.getOpType().equals("Loop"))
                        .map(node -> node.getAttribute(0).getG())
                        .toList();
        assertThat(loops)
                .hasSize(count)
                .allMatch(body -> body.getInitializerCount() == 0)
                .noneMatch(
                        body ->
                                body.getNodeList().stream()
                                        .anyMatch(node -> node.getOpType().equals("Loop")));
    }

    @Test
    void namesEveryMissingUnexpectedAndMisshapenTensorAtOnce() throws IOException {
        checkpoint.header(
                header -> {
                    header.set("stray", header.remove("text_model.model.layer_norm.bias"));
                    ((ObjectNode) header.get(LATENTS)).putArray("shape").add(4).add(96);
                });

        assertThatThrownBy(this::imported)
                .isInstanceOfSatisfying(
                        ImportException.class,
                        e ->
                                assertThat(e.problems())
                                        .containsExactlyInAnyOrder(
                                                "missing tensor text_model.model.layer_norm.bias"
                                                        + " [48]",
                                                "tensor "
                                                        + LATENTS
                                                        + ": wanted [8, 48], found [4, 96]",
                                                "unexpected tensor stray [48]"));
    }

    @Test
    void refusesOffsetsThatDoNotFitTheShape() throws IOException {
        checkpoint.header(
                header -> ((ObjectNode) header.get(LATENTS)).putArray("shape").add(9).add(48));

        assertThatThrownBy(this::imported)
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(LATENTS);
    }

    @Test
    void refusesAFileThatIsNoSafetensors() throws IOException {
        Files.writeString(
                checkpoint.directory().resolve("model.safetensors"), "not at all, but long enough");

        assertThatThrownBy(this::imported)
                .hasMessageContaining("model.safetensors is no safetensors file");
    }

    @Test
    void refusesAFamilyThatNobodyKnows() throws IOException {
        checkpoint.json("config.json", config -> config.put("model_type", "clip"));

        assertThatThrownBy(this::imported)
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("model_type must be one of kosmos-2, is \"clip\"");
    }

    @Test
    void refusesATokenizerWithoutTheTags() throws IOException {
        checkpoint.json("tokenizer.json", tokenizer -> tokenizer.putArray("added_tokens"));

        assertThatThrownBy(this::imported)
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("<grounding>")
                .hasMessageContaining("</s>");
    }

    @Test
    void refusesHalfPrecisionForNumbersThatItCannotHold() throws IOException {
        Path from = ReleasedCheckpoint.write("slim", directory.resolve("large"), Kind.F32, 1);
        Path weights = from.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        // the last number is a bias
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(bytes.length - Float.BYTES, 70_000f);
        Files.write(weights, bytes);

        assertThatThrownBy(
                        () ->
                                new Importer()
                                        .importCheckpoint(
                                                from, directory.resolve("bundle"), Precision.FP16))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("70000.0 does not fit into fp16");
    }

    @Test
    void takesTheCalibrationBesideTheWeights() throws IOException {
        calibration(
                """
                {"method": "platt", "fitted": {"scenes": 2000}, "parameters": {
                  "box.scale": 0.5, "box.offset": 1, "phrase.scale": 0.75, "phrase.offset": 0,
                  "text.scale": 2, "text.offset": -1.5}}
                """);

        var calibration = imported().manifest().calibration();

        assertThat(calibration.method()).isEqualTo("platt");
        assertThat(calibration.parameters())
                .containsEntry("box.scale", 0.5)
                .containsEntry("text.offset", -1.5)
                .hasSize(6);
    }

    @Test
    void withoutACalibrationConfidencesStayAsTheyAre() throws IOException {
        assertThat(imported().manifest().calibration()).isEqualTo(Calibration.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                              | must be an object
                    [1]                                             | must be an object
                    {"method": "platt"}                             | parameters must be an object
                    {"method": 1, "parameters": {}}                 | method must be a name, is 1
                    {"method": "none", "parameters": {}, "a": 1}    | a is unknown
                    {"method": "isotonic", "parameters": {}}        | none or platt, is isotonic
                    {"method": "platt", "parameters": {}}           | box.scale is missing; box.off
                    {"method": "platt", "parameters": {"b": "1"}}   | b must be a number
                    {"method": "none"                               | Unexpected end-of-input
                    """)
    void refusesABadCalibration(String content, String problem) throws IOException {
        calibration(content);

        assertThatThrownBy(this::imported)
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("calibration.json: ")
                .hasMessageContaining(problem);
    }

    private void calibration(String content) throws IOException {
        Files.writeString(checkpoint.directory().resolve("calibration.json"), content);
    }

    @Test
    void leavesNoBundleWhereAnImportFailed() throws IOException {
        imported();
        checkpoint.header(header -> header.remove(LATENTS));

        assertThatThrownBy(this::imported).isInstanceOf(ImportException.class);
        assertThat(directory.resolve("bundle/model.json")).doesNotExist();
    }

    private Bundle imported() throws IOException {
        return imported(Precision.FP32);
    }

    private Bundle imported(Precision precision) throws IOException {
        return new Importer()
                .importCheckpoint(checkpoint.directory(), directory.resolve("bundle"), precision);
    }
}
