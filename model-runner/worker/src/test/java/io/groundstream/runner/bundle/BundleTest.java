package io.groundstream.runner.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.runner.bundle.Calibration.Curve;
import io.groundstream.runner.bundle.Calibration.Subject;
import io.groundstream.runner.goldens.Goldens;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class BundleTest {
    @TempDir Path directory;

    @BeforeEach
    void copy() throws IOException {
        Path original = Goldens.TINY.bundle().directory();
        for (String file :
                List.of("model.json", "generate.onnx", "generate.onnx.data", "tokenizer.json")) {
            Files.copy(original.resolve(file), directory.resolve(file));
        }
    }

    @Test
    void opensWhatTheImporterWrote() {
        Manifest manifest = Bundle.open(directory).manifest();

        assertThat(manifest).isEqualTo(Goldens.TINY.bundle().manifest());
        assertThat(manifest.revision()).matches("[0-9a-f]{64}");
        assertThat(manifest.image().size()).isEqualTo(56);
        assertThat(manifest.noRepeatNgramSize()).isEqualTo(3);
        assertThat(manifest.prompts().tasks()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate.onnx", "generate.onnx.data", "tokenizer.json"})
    void namesTheFileInWhichAByteFlipped(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve(file));
        bytes[bytes.length / 2] ^= 1;
        Files.write(directory.resolve(file), bytes);

        assertThatThrownBy(() -> Bundle.open(directory))
                .isInstanceOfSatisfying(
                        BundleException.class,
                        e ->
                                assertThat(e.problems())
                                        .singleElement()
                                        .asString()
                                        .startsWith(file + ":"));
    }

    @Test
    void namesEachFileThatIsMissingOrCutShort() throws IOException {
        Files.delete(directory.resolve("tokenizer.json"));
        Files.write(directory.resolve("generate.onnx.data"), new byte[10]);

        assertThatThrownBy(() -> Bundle.open(directory))
                .hasMessageContaining("tokenizer.json is missing")
                .hasMessageContaining("generate.onnx.data: wanted");
    }

    @Test
    void refusesAManifestThatWasEdited() throws IOException {
        edit("An image of", "A picture of");

        assertThatThrownBy(() -> Bundle.open(directory))
                .hasMessageContaining("model.json: its content does not match its revision");
    }

    @Test
    void refusesAManifestWithAnUnknownKey() throws IOException {
        edit("\"name\"", "\"colour\" : 1, \"name\"");

        assertThatThrownBy(() -> Bundle.open(directory))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void keepsACalibration() throws IOException {
        var curve = new Curve(0.75, -0.5);
        var calibration =
                Calibration.platt(
                        Map.of(Subject.BOX, curve, Subject.PHRASE, curve, Subject.TEXT, curve));

        Bundle.seal(directory, Bundle.manifest(directory).calibrated(calibration));

        assertThat(Bundle.open(directory).manifest().calibration()).isEqualTo(calibration);
    }

    @Test
    void refusesACalibrationThatNobodyKnows() throws IOException {
        edit("\"none\"", "\"isotonic\"");

        assertThatThrownBy(() -> Bundle.open(directory))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("calibration: method must be none or platt, is isotonic");
    }

    @Test
    void saysThatADirectoryIsNoBundle() throws IOException {
        Files.delete(directory.resolve("model.json"));

        assertThatThrownBy(() -> Bundle.open(directory))
                .hasMessageContaining("model.json is missing");
    }

    @Test
    void refusesAGraphOfAnotherShape() throws IOException {
        Manifest manifest = Bundle.manifest(directory);
        var image =
                new Manifest.Image(64, "bicubic", manifest.image().mean(), manifest.image().std());
        var other =
                new Manifest(
                        Manifest.FORMAT,
                        manifest.name(),
                        "",
                        manifest.family(),
                        manifest.precision(),
                        image,
                        manifest.grid(),
                        manifest.latents(),
                        manifest.tokens(),
                        manifest.prompts(),
                        manifest.limits(),
                        manifest.noRepeatNgramSize(),
                        manifest.calibration(),
                        manifest.files());

        assertThatThrownBy(() -> Bundle.seal(directory, other))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("generate.onnx: wanted inputs");
    }

    private void edit(String from, String to) throws IOException {
        Path file = directory.resolve("model.json");
        Files.writeString(file, Files.readString(file).replace(from, to));
    }
}
