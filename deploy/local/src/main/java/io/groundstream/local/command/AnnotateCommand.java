package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.local.Home;
import io.groundstream.local.demo.Line;
import io.groundstream.local.picture.AnnotatedPicture;
import io.groundstream.local.terminal.Out;
import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.annotate.AnnotatorSettings;
import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.json.PlainJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import javax.imageio.ImageIO;

/** The model on files, without Kafka. A file that fails does not stop the others. */
@Command(
        name = "annotate",
        description = "Run the model on picture files, without Kafka.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream annotate a.png b.jpg",
            "  groundstream annotate --json --draw drawn scenes/*.png",
            "  groundstream annotate --task ground_phrase --text \"the red ball\" a.png",
            "  groundstream annotate --task describe_region --region 0.1,0.2,0.5,0.9 a.png"
        })
public final class AnnotateCommand implements Callable<Integer> {
    // bounds the bytes that wait in memory
    private static final int AT_ONCE = 32;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "JPEG or PNG files")
    private List<Path> paths;

    @Mixin private TaskOptions task;

    @Option(names = "--model", description = "model bundle (default: the embedded model)")
    private @Nullable Path model;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    @Option(names = "--draw", description = "folder for copies with the boxes drawn, PNG")
    private @Nullable Path draw;

    @Override
    public Integer call() throws IOException {
        var bundle = model == null ? Home.find().model() : model;
        boolean failed = false;
        try (var annotator = Annotator.open(AnnotatorSettings.of(bundle, paths.size()))) {
            for (int from = 0; from < paths.size(); from += AT_ONCE) {
                var group = paths.subList(from, Math.min(from + AT_ONCE, paths.size()));
                failed |= annotate(annotator, group);
            }
        }
        return failed ? 1 : 0;
    }

    private boolean annotate(Annotator annotator, List<Path> group) throws IOException {
        var outcomes = new LinkedHashMap<Path, CompletableFuture<Outcome>>();
        for (var path : group) {
            outcomes.put(path, begin(annotator, path));
        }
        boolean failed = false;
        for (var entry : outcomes.entrySet()) {
            var outcome = entry.getValue().join();
            Out.line(json ? object(entry.getKey(), outcome) : line(entry, outcome));
            failed |= outcome instanceof Outcome.Failure;
            if (draw != null && outcome instanceof Outcome.Success(var generated)) {
                drawCopy(entry.getKey(), draw, generated);
            }
        }
        return failed;
    }

    private CompletableFuture<Outcome> begin(Annotator annotator, Path path) {
        try {
            return annotator.annotate(Job.of(Files.readAllBytes(path), task.tasks()));
        } catch (IOException e) {
            return CompletableFuture.completedFuture(
                    Outcome.failure(FailureCode.FETCH, Stage.FETCH, "cannot be read: " + e));
        }
    }

    private static void drawCopy(Path path, Path folder, Generated generated) throws IOException {
        Files.createDirectories(folder);
        var copy =
                AnnotatedPicture.draw(
                        ImageIO.read(path.toFile()), generated.getResults().getFirst());
        var name = path.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".png";
        ImageIO.write(copy, "png", folder.resolve(name).toFile());
    }

    private static String line(Map.Entry<Path, ?> entry, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Success(var generated) ->
                    entry.getKey() + "  " + Line.of(generated.getResults());
            case Outcome.Failure(var failed) ->
                    entry.getKey() + "  " + failed.getCode() + ": " + failed.getMessage();
        };
    }

    private static ObjectNode object(Path path, Outcome outcome) {
        var node = JsonNodeFactory.instance.objectNode().put("path", path.toString());
        switch (outcome) {
            case Outcome.Success(var generated) ->
                    PlainJson.of(generated)
                            .properties()
                            .forEach(field -> node.set(field.getKey(), field.getValue()));
            case Outcome.Failure(var failed) ->
                    node.putObject("error")
                            .put("code", failed.getCode().name())
                            .put("message", failed.getMessage());
        }
        return node;
    }
}
