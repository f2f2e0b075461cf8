package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.beside.Rate;
import io.groundstream.local.bench.runner.Models.Model;

import java.io.IOException;
import java.util.List;

/** Images a second, beside the Python worker with the same checkpoint on the same cores. */
final class Peer implements RunnerMeasure {
    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException {
        return List.of(
                compare(stand, models.embedded(), 12, options),
                compare(stand, models.embeddedInBytes(), 12, options).promised(Bar.atLeast(3)),
                compare(stand, models.large(), 2, options).promised(Bar.atLeast(1.5)));
    }

    private static Finding compare(
            Stand stand, Model model, int imagesPerSecond, RunnerBench.Options options)
            throws InterruptedException, IOException {
        stand.say("peer: the Python worker, " + model.name());
        // it is warm after two batches, and needs no start that is careful
        int few = options.images(imagesPerSecond, 10);
        var python = PythonWorker.run(stand, model, few, options.python());
        stand.say("peer: ours, " + model.name());
        int count = options.images(3 * python.imagesPerSecond());
        double ours = Rate.steady(stand.through(Stand.runner(model.bundle(), 0), 1, count));
        return Finding.of("peer, " + model.name(), "images/s", ours)
                .beside("Python worker", python.imagesPerSecond())
                .with("images", List.of(count, few));
    }
}
