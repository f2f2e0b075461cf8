package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.beside.Rate;
import io.groundstream.local.bench.runner.Models.Model;

import java.io.IOException;
import java.util.List;

/** From a full topic to results, beside the bare generator at the same batch size. */
final class Efficiency implements RunnerMeasure {
    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException {
        return List.of(
                compare(stand, models.embedded(), options),
                compare(stand, models.embeddedInBytes(), options),
                compare(stand, models.large(), options).promised(Bar.atLeast(0.90)));
    }

    /** The generator before and after, because a machine may become slower or faster. */
    private static Finding compare(Stand stand, Model model, RunnerBench.Options options)
            throws InterruptedException, IOException {
        stand.say("efficiency: " + model.name());
        double before;
        try (var bare = stand.bare(model.bundle(), 0)) {
            before = bare.imagesPerSecond(options.seconds());
        }
        int count = options.images(before);
        double ours = Rate.steady(stand.through(Stand.runner(model.bundle(), 0), 1, count));
        double after;
        try (var bare = stand.bare(model.bundle(), 0)) {
            after = bare.imagesPerSecond(options.seconds());
        }
        return Finding.of("efficiency, " + model.name(), "images/s", ours)
                .beside("bare generator", (before + after) / 2)
                .with("images", count)
                .with("bare generator before and after", List.of(before, after));
    }
}
