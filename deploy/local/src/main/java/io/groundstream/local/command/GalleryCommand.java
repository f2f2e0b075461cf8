package io.groundstream.local.command;

import io.groundstream.embedded.Scenes;
import io.groundstream.local.Home;
import io.groundstream.local.picture.Gallery;
import io.groundstream.local.terminal.Out;
import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.annotate.AnnotatorSettings;
import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import javax.imageio.ImageIO;

/** What the model makes of fresh scenes, on one sheet. */
@Command(
        name = "gallery",
        description = {
            "Annotate fresh scenes and draw them on one sheet: brief captions, and one in three",
            "scenes with another task: an expression, a region, a question, a detailed caption."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream gallery",
            "  groundstream gallery --count 6 --seed 42 --out gallery.png"
        })
public final class GalleryCommand implements Callable<Integer> {
    private static final int MOST = 12;

    @Option(
            names = "--count",
            defaultValue = "12",
            description = "how many, at most 12 (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "first seed, 0 or more (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--out",
            defaultValue = "gallery.jpg",
            description = "JPEG file, or PNG by its name (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--model", description = "model bundle (default: the embedded model)")
    private @Nullable Path model;

    @Override
    public Integer call() throws IOException {
        if (count < 1 || count > MOST || seed < 0) {
            throw new ConfigException("--count must be 1 to 12 and --seed 0 or more");
        }
        var bundle = model == null ? Home.find().model() : model;
        var gallery = new Gallery();
        try (var annotator = Annotator.open(AnnotatorSettings.of(bundle, count))) {
            for (int i = 0; i < count; i++) {
                var drawn = Scenes.draw(seed + i);
                gallery.add(drawn.picture(), ask(annotator, drawn, i));
            }
        }
        ImageIO.write(
                gallery.sheet(), out.toString().endsWith(".png") ? "png" : "jpg", out.toFile());
        Out.line(count + " annotated scenes in " + out);
        return 0;
    }

    private static TaskResult ask(Annotator annotator, Scenes.Drawn drawn, int turn)
            throws IOException {
        var job = Job.of(drawn.png(), List.of(task(drawn, turn)));
        return switch (annotator.annotate(job).join()) {
            case Outcome.Success(var generated) -> generated.getResults().getFirst();
            case Outcome.Failure(var failed) ->
                    throw new IOException(
                            "scene " + drawn.scene().seed() + ": " + failed.getMessage());
        };
    }

    /** Of each three scenes, the third has another task than the brief caption. */
    private static TaskRequest task(Scenes.Drawn drawn, int turn) {
        var exam = drawn.scene().exam();
        return switch (turn) {
            case 2 ->
                    new TaskRequest(TaskKind.GROUND_PHRASE, exam.refers().getFirst().text(), null);
            case 5 -> new TaskRequest(TaskKind.ANSWER, exam.questions().getFirst().text(), null);
            case 8 -> {
                var box = exam.regions().getFirst().box();
                var region = new Box(box.x0(), box.y0(), box.x1(), box.y1());
                yield new TaskRequest(TaskKind.DESCRIBE_REGION, null, region);
            }
            case 11 -> new TaskRequest(TaskKind.DETAILED_CAPTION, null, null);
            default -> new TaskRequest(TaskKind.BRIEF_CAPTION, null, null);
        };
    }
}
