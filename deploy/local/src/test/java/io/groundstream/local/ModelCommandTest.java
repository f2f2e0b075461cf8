package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code model import|quantize|show|verify|decode}, on a random checkpoint. */
class ModelCommandTest {
    private static final String CHECKPOINT =
            "../../model-runner/worker/src/test/resources/tiny/checkpoint";

    /** Pictures, and files that are none. */
    private static final String PICTURES = "../../model-runner/worker/src/test/resources/tiny";

    @TempDir Path folder;

    private record Ran(int exitCode, String out, String err) {}

    @Test
    void decodesARawOutputToOneObject() throws IOException {
        var ran =
                run(
                        "model",
                        "decode",
                        "--json",
                        "--raw",
                        "<image></image><grounding> An image of<phrase> a \ud83d\ude00 cat</phrase>"
                                + "<object><patch_index_0863><patch_index_0044>"
                                + "</delimiter_of_multi_objects/>"
                                + "<patch_index_0000><patch_index_0001></object>"
                                + " and<object><patch_index_0000><patch_index_1023></object>");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .isEqualTo(
                        "{\"text\":\"An image of a \ud83d\ude00 cat and\",\"entities\":["
                                + "{\"phrase\":\"a \ud83d\ude00 cat\",\"span\":[12,19],\"boxes\":["
                                + "[0.390625,0.046875,0.984375,0.828125],"
                                + "[0.0,0.0,0.0625,0.03125]]},"
                                + "{\"phrase\":\"\",\"span\":[23,23],\"boxes\":["
                                + "[0.015625,0.015625,0.984375,0.984375]]}]}\n");
    }

    @Test
    void readsWordsWithoutTagsAsWords() throws IOException {
        assertThat(run("model", "decode", "--raw", "", "--json").out())
                .isEqualTo("{\"text\":\"\",\"entities\":[]}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "fp16"})
    void importsShowsAndVerifiesABundle(String precision) throws IOException {
        var bundle = folder.resolve("bundle");

        var imported = imported(bundle, precision);
        var shown = run("model", "show", bundle.toString());
        var manifest = run("model", "show", "--json", bundle.toString());
        var verified = run("model", "verify", bundle.toString());

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(shown.out())
                .contains("kosmos-2", "GROUND_PHRASE", precision, "generate.onnx.data", "sha256");
        assertThat(new ObjectMapper().readTree(manifest.out()).path("precision").asText())
                .isEqualTo(precision);
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out()).startsWith("ok");
    }

    @Test
    void quantizesABundle() throws IOException {
        var single = folder.resolve("single");
        var bundle = folder.resolve("bytes");
        imported(single, "fp32");

        var made = quantized(single, bundle, "--count", "4", "--json");
        var verified = run("model", "verify", bundle.toString());
        var again = quantized(bundle, folder.resolve("again"));

        assertThat(made.exitCode()).as(made.err()).isZero();
        // the last line: the log tells of goldens.json, which is no picture
        var object = new ObjectMapper().readTree(made.out().lines().toList().getLast());
        assertThat(object.path("precision").asText()).isEqualTo("int8");
        assertThat(object.path("bundle").asText()).isEqualTo(bundle.toString());
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("only a bundle in fp32").hasLineCount(1);
    }

    @Test
    void whatCannotBeQuantizedIsUsedWrongly() throws IOException {
        var single = folder.resolve("single");
        imported(single, "fp32");

        for (var ran :
                List.of(
                        imported(folder.resolve("bytes"), "int8"),
                        quantized(single, single),
                        quantized(single, folder.resolve("bytes"), "--count", "0"),
                        run("model", "quantize", single.toString(), "--pictures", "nowhere"))) {
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
            assertThat(ran.err()).hasLineCount(1);
        }
        assertThat(folder.resolve("bytes")).doesNotExist();
        assertThat(run("model", "verify", single.toString()).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "generate.onnx", "generate.onnx.data", "tokenizer.json"})
    void verifyNamesTheFileInWhichAByteFlipped(String file) throws IOException {
        var bundle = folder.resolve("bundle");
        imported(bundle, "fp32");
        var bytes = Files.readAllBytes(bundle.resolve(file));
        bytes[bytes.length / 2] ^= (byte) 0xff;
        Files.write(bundle.resolve(file), bytes);

        var verified = run("model", "verify", bundle.toString());
        var object = run("model", "verify", "--json", bundle.toString());

        assertThat(verified.exitCode()).isEqualTo(1);
        assertThat(verified.err()).contains(": " + file + ":").hasLineCount(1);
        assertThat(object.exitCode()).isEqualTo(1);
        assertThat(new ObjectMapper().readTree(object.out()).at("/problems/0").asText())
                .startsWith(file + ":");
    }

    @Test
    void anUnknownPrecisionIsUsedWrongly() throws IOException {
        var ran = imported(folder.resolve("bundle"), "fp8");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("--precision");
    }

    private static Ran imported(Path bundle, String precision) throws IOException {
        return run(
                "model",
                "import",
                CHECKPOINT,
                "--out",
                bundle.toString(),
                "--precision",
                precision);
    }

    private static Ran quantized(Path bundle, Path out, String... more) throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "model",
                                "quantize",
                                bundle.toString(),
                                "--pictures",
                                PICTURES,
                                "--out",
                                out.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Ran run(String... arguments) throws IOException {
        var err = new StringWriter();
        var bytes = new ByteArrayOutputStream();
        var standard = System.out;
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            var line = Groundstream.commandLine().setErr(new PrintWriter(err, true));
            int exitCode = line.execute(arguments);
            return new Ran(exitCode, bytes.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(standard);
        }
    }
}
