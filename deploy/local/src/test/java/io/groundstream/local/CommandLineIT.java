package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.embedded.Scene;
import io.groundstream.embedded.Scenes;
import io.groundstream.embedded.Split;
import io.groundstream.embedded.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

import javax.imageio.ImageIO;

/** The command as a user types it: a process with output, error and exit code. */
class CommandLineIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @TempDir Path folder;

    private record Ran(int exitCode, List<String> out, List<String> err) {}

    @Test
    void annotatesFilesWithoutKafkaAndNamesTheOneThatFails() throws Exception {
        var png = picture("a.png", "png", 11);
        var jpeg = picture("b.jpg", "jpg", 12);
        var text = Files.writeString(folder.resolve("c.png"), "no picture");
        var none = folder.resolve("none.png");

        var ran = run("annotate", "--json", png, jpeg, text.toString(), none.toString());

        var objects = new ArrayList<JsonNode>();
        for (var line : ran.out()) {
            objects.add(new ObjectMapper().readTree(line));
        }
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(objects).hasSize(4);
        assertThat(objects.get(0).at("/results/0/text").asText()).startsWith("An image of");
        assertThat(objects.get(0).at("/results/0/entities/0/boxes/0/box/x0").isNumber()).isTrue();
        assertThat(objects.get(1).at("/mediaType").asText()).isEqualTo("image/jpeg");
        assertThat(objects.get(2).at("/path").asText()).isEqualTo(text.toString());
        assertThat(objects.get(2).at("/error/code").asText()).isEqualTo("UNSUPPORTED_FORMAT");
        assertThat(objects.get(3).at("/error/code").asText()).isEqualTo("FETCH");
    }

    @Test
    void drawsScenesWithTheirTruth() throws Exception {
        var out = folder.resolve("scenes");

        var ran = run("scenes", "--count", "3", "--seed", "5", "--out", out.toString());

        assertThat(ran.exitCode()).isZero();
        var truth = Files.readAllLines(out.resolve("truth.jsonl"));
        assertThat(truth).hasSize(3);
        var first = new ObjectMapper().readTree(truth.getFirst());
        assertThat(first.path("caption").asText()).startsWith("An image of a ");
        assertThat(ImageIO.read(out.resolve(first.path("file").asText()).toFile()).getWidth())
                .isEqualTo(first.path("width").asInt());
    }

    @Test
    void importsACheckpointIntoABundleThatWorks() throws Exception {
        var bundle = folder.resolve("bundle");
        var checkpoint = ROOT.resolve("model-runner/embedded/checkpoint").toString();

        var imported = run("model", "import", checkpoint, "--out", bundle.toString());
        var annotated = run("annotate", "--model", bundle.toString(), picture("a.png", "png", 11));

        assertThat(imported.exitCode()).as(imported.err().toString()).isZero();
        assertThat(annotated.exitCode()).isZero();
        assertThat(annotated.out().getFirst()).contains("An image of");
    }

    @Test
    void measuresTheEmbeddedModelOnFreshScenes() throws Exception {
        var ran = run("bench", "quality", "--count", "24", "--json");

        assertThat(ran.exitCode()).as(ran.err().toString()).isZero();
        var report = new ObjectMapper().readTree(ran.out().getLast());
        assertThat(report.path("count").asInt()).isEqualTo(24);
        for (var key : List.of("captionExact", "groundingRecallAt50", "meanIou")) {
            assertThat(report.path(key).isNumber()).as(key).isTrue();
            assertThat(report.path(key).asDouble()).as(key).isBetween(0.0, 1.0);
        }
        assertThat(report.path("expectedCalibrationError").asDouble()).isBetween(0.0, 1.0);
        assertCases(report, "captionExact", 24);
        assertCases(report, "groundingRecallAt50", sum(scene -> scene.things().size()));
        assertCases(report, "referringRecallAt50", sum(s -> s.exam().refers().size()));
        assertCases(report, "regionAccuracy", sum(s -> s.exam().regions().size()));
        assertCases(report, "answerAccuracy", sum(s -> s.exam().questions().size()));
    }

    @Test
    void fitsACalibrationThatTheImportTakesAlong() throws Exception {
        var checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
        try (var files = Files.list(ROOT.resolve("model-runner/embedded/checkpoint"))) {
            for (var file : files.toList()) {
                Files.copy(file, checkpoint.resolve(file.getFileName()));
            }
        }
        var file = checkpoint.resolve("calibration.json").toString();
        var bundle = folder.resolve("bundle").toString();

        var fitted = run("bench", "calibrate", "--count", "24", "--out", file);
        var imported = run("model", "import", checkpoint.toString(), "--out", bundle);
        var annotated = run("annotate", "--json", "--model", bundle, picture("a.png", "png", 11));

        assertThat(fitted.exitCode()).as(fitted.err().toString()).isZero();
        assertThat(imported.exitCode()).as(imported.err().toString()).isZero();
        var result = new ObjectMapper().readTree(annotated.out().getFirst()).at("/results/0");
        assertThat(result.path("confidenceMethod").asText()).isEqualTo("platt");
    }

    @Test
    void fitsNothingOnScenesThatAreKeptForMeasuring() throws Exception {
        var file = folder.resolve("calibration.json");

        var ran = run("bench", "calibrate", "--seed", "900000000", "--out", file.toString());

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).singleElement().asString().contains("kept for measuring");
        assertThat(file).doesNotExist();
    }

    private static void assertCases(JsonNode report, String key, int cases) {
        assertThat(report.at("/measures/" + key + "/cases").asInt()).as(key).isEqualTo(cases);
        assertThat(report.has(key)).as(key).isTrue();
        assertThat(report.path(key).isNull()).as(key).isEqualTo(cases == 0);
    }

    private static int sum(ToIntFunction<Scene> count) {
        return LongStream.range(900_000_000, 900_000_024)
                .mapToObj(seed -> Scenes.draw(World.STANDARD, Split.FRESH, seed).scene())
                .mapToInt(count)
                .sum();
    }

    @Test
    void saysWhichPortIsTakenAndWhatToSet() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            var ran = run("demo", "--count", "1", "--exit", "--broker-port", port);

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err().getLast()).contains(port, "--broker-port");
        }
    }

    @Test
    void anUnknownOptionIsOneLineAndExitCodeTwo() throws Exception {
        var ran = run("watch", "--sideways");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).singleElement().asString().contains("--sideways");
    }

    @Test
    void doctorSaysWhatIsMissingAndWhatToDo() throws Exception {
        var ran =
                run(
                        "doctor",
                        "--json",
                        "--bootstrap-servers",
                        "127.0.0.1:1",
                        "--registry",
                        "http://127.0.0.1:1");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(found(ran, "jdk").path("ok").asBoolean()).isTrue();
        assertThat(found(ran, "model").path("found").asText()).contains("embedded", "fp");
        assertThat(found(ran, "provider").path("found").asText()).contains("ms an image");
        assertThat(found(ran, "broker").path("ok").asBoolean()).isFalse();
        assertThat(found(ran, "broker").path("remedy").asText()).contains("groundstream up");
        assertThat(found(ran, "topics").path("result").asText()).isEqualTo("SKIPPED");
        assertThat(found(ran, "registry").path("remedy").asText()).contains("--registry");
        assertThat(found(ran, "schemas").path("result").asText()).isEqualTo("SKIPPED");
    }

    @Test
    void theSettingsOfTheClusterMayStandInAFile() throws Exception {
        var config =
                Files.writeString(
                        folder.resolve("client.properties"),
                        "kafka.bootstrap.servers=127.0.0.1:1\nregistry.url=http://127.0.0.1:2\n");

        var ran = run("doctor", "--json", "--config", config.toString());

        assertThat(found(ran, "registry").path("found").asText()).contains("127.0.0.1:2");
    }

    private static JsonNode found(Ran ran, String check) throws IOException {
        for (var line : ran.out()) {
            var object = new ObjectMapper().readTree(line);
            if (object.path("check").asText().equals(check)) {
                return object;
            }
        }
        throw new AssertionError("nothing about " + check + " in " + ran);
    }

    private String picture(String name, String format, long seed) throws IOException {
        var file = folder.resolve(name);
        ImageIO.write(Scenes.draw(seed).picture(), format, file.toFile());
        return file.toString();
    }

    private Ran run(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Dgroundstream.home=" + ROOT);
        // the user's logging, not the tests'
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Groundstream.class.getName());
        command.addAll(List.of(arguments));
        var out = folder.resolve("out.txt").toFile();
        var err = folder.resolve("err.txt").toFile();
        var process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
        int exitCode = process.waitFor();
        return new Ran(exitCode, lines(out.toPath()), lines(err.toPath()));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    }
}
