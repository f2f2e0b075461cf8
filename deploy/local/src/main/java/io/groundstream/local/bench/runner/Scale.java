package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.beside.Rate;
import io.groundstream.local.bench.runner.Models.Model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a second runner adds, beside what a second bare generator adds; each of one thread. */
final class Scale implements RunnerMeasure {
    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException {
        return List.of(
                compare(stand, models.embedded(), options),
                compare(stand, models.large(), options).promised(Bar.atLeast(0.9)));
    }

    private static Finding compare(Stand stand, Model model, RunnerBench.Options options)
            throws InterruptedException, IOException {
        stand.say("scale: bare generators, " + model.name());
        double oneBare = bare(stand, model, 1, options);
        double twoBare = bare(stand, model, 2, options);
        stand.say("scale: runners, " + model.name());
        var spec = Stand.runner(model.bundle(), 1).with("runner.prepare-threads", "1");
        double one = Rate.steady(stand.through(spec, 1, options.images(oneBare)));
        double two = Rate.steady(stand.through(spec, 2, options.images(twoBare)));
        return Finding.of("scale, " + model.name(), "two over one", two / one)
                .beside("bare generators", twoBare / oneBare)
                .with("runners, images/s", List.of(one, two))
                .with("bare generators, images/s", List.of(oneBare, twoBare));
    }

    private static double bare(
            Stand stand, Model model, int generators, RunnerBench.Options options)
            throws InterruptedException, IOException {
        var open = new ArrayList<BareGenerator>();
        try (var threads = Executors.newFixedThreadPool(generators)) {
            for (int i = 0; i < generators; i++) {
                open.add(stand.bare(model.bundle(), 1));
            }
            var rates = new ArrayList<Future<Double>>();
            for (var one : open) {
                rates.add(threads.submit(() -> one.imagesPerSecond(options.seconds())));
            }
            double sum = 0;
            for (var rate : rates) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a bare generator failed", e.getCause());
        } finally {
            open.forEach(BareGenerator::close);
        }
    }
}
