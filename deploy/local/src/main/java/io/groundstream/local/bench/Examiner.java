package io.groundstream.local.bench;

import io.groundstream.embedded.Scenes.Drawn;
import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.annotate.AnnotatorSettings;
import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.runner.batch.BatchLimits;
import io.groundstream.runner.fetch.Sources;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Puts sheets to a model, many at a time so that its batches fill, and hands on what it answered in
 * the order of the sheets. At most {@value #AHEAD} scenes are open. Belongs to one thread.
 */
final class Examiner {
    private static final int AHEAD = 64;
    private static final int TASKS_A_JOB = 16;
    private static final int BATCH = 16;

    private record Open(Sheet sheet, List<CompletableFuture<Outcome>> jobs) {}

    private final Function<Job, CompletableFuture<Outcome>> model;
    private final Consumer<Answered> marker;
    private final Deque<Open> open = new ArrayDeque<>();

    Examiner(Function<Job, CompletableFuture<Outcome>> model, Consumer<Answered> marker) {
        this.model = model;
        this.marker = marker;
    }

    /** An annotator that waits for full batches: prompts have many lengths, and nobody hurries. */
    static Annotator annotator(Path bundle) {
        return Annotator.open(
                new AnnotatorSettings(
                        bundle,
                        Device.of(Provider.AUTO),
                        0,
                        0,
                        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                        new BatchLimits(
                                BATCH,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                AHEAD * TASKS_A_JOB),
                        ImageLimits.DEFAULT,
                        Sources.none()));
    }

    /** Asks; where too many scenes are open, the oldest is handed on first. */
    void ask(Drawn drawn, Sheet sheet) {
        if (open.size() == AHEAD) {
            handOnOldest();
        }
        var png = drawn.png();
        var jobs = new ArrayList<CompletableFuture<Outcome>>();
        List<TaskRequest> tasks = sheet.tasks();
        for (int from = 0; from < tasks.size(); from += TASKS_A_JOB) {
            int to = Math.min(from + TASKS_A_JOB, tasks.size());
            jobs.add(model.apply(Job.of(png, tasks.subList(from, to))));
        }
        open.add(new Open(sheet, jobs));
    }

    /** Hands on everything that is open. */
    void finish() {
        while (!open.isEmpty()) {
            handOnOldest();
        }
    }

    private void handOnOldest() {
        var oldest = open.remove();
        var results = new ArrayList<TaskResult>();
        for (var job : oldest.jobs()) {
            switch (job.join()) {
                case Outcome.Success(var generated) -> results.addAll(generated.getResults());
                case Outcome.Failure(var failed) ->
                        throw new IllegalStateException(
                                "scene %d could not be asked: %s: %s"
                                        .formatted(
                                                oldest.sheet().scene().seed(),
                                                failed.getCode(),
                                                failed.getMessage()));
            }
        }
        marker.accept(new Answered(oldest.sheet(), results));
    }
}
