package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Report;
import io.groundstream.local.stack.StackSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes the comparisons that are asked for, one after another, on one stand. */
public final class RunnerBench {
    private RunnerBench() {}

    /** What can be compared. */
    public enum Part {
        EFFICIENCY,
        OVERHEAD,
        PEER,
        BATCHING,
        SCALE,
        GROWTH,
        NULL,
        LATENCY;

        private RunnerMeasure measure() {
            return switch (this) {
                case EFFICIENCY -> new Efficiency();
                case OVERHEAD -> new Overhead();
                case PEER -> new Peer();
                case BATCHING -> new Batching();
                case SCALE -> new Scale();
                case GROWTH -> new Growth();
                case NULL -> new NullModel();
                case LATENCY -> new Latency();
            };
        }
    }

    /**
     * How it is measured.
     *
     * @param seconds that each single measurement should take
     * @param growth images of the longest run
     * @param python interpreter with the packages of the worker that is the rival, and its script
     */
    public record Options(Duration seconds, int growth, List<String> python) {
        public Options {
            python = List.copyOf(python);
        }

        /** So many images as take about the time, in full batches, 30 at the least. */
        int images(double perSecond) {
            return images(perSecond, 30);
        }

        int images(double perSecond, int leastBatches) {
            int batches = (int) Math.ceil(perSecond * seconds.toMillis() / 1e3 / Stand.BATCH);
            return Math.max(leastBatches, batches) * Stand.BATCH;
        }
    }

    /**
     * Runs the parts; whoever asked is told what is going on.
     *
     * @param checkpoint that the settings' model was imported from
     */
    public static Report run(
            Set<Part> parts,
            StackSettings settings,
            Path checkpoint,
            Options options,
            Consumer<String> progress)
            throws InterruptedException, IOException {
        long start = System.nanoTime();
        var findings = new ArrayList<Finding>();
        var models = new Models(checkpoint, settings.model(), settings.folder().resolve("models"));
        try (var stand = Stand.set(settings, progress)) {
            for (var part : parts) {
                var found = part.measure().take(stand, models, options);
                found.forEach(finding -> progress.accept(finding.toString()));
                findings.addAll(found);
            }
        }
        return new Report(findings, Duration.ofNanos(System.nanoTime() - start));
    }
}
