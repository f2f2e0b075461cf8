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
    private static final int ROUNDS = 3;

    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException {
        return List.of(
                compare(stand, models.embedded(), options),
                compare(stand, models.large(), options).promised(Bar.atLeast(0.9)));
    }

    /** The generators before and after, because a machine may become slower or faster. */
    private static Finding compare(Stand stand, Model model, RunnerBench.Options options)
            throws InterruptedException, IOException {
        var before = bare(stand, model, options);
        stand.say("scale: runners, " + model.name());
        double one = rate(stand, model, 1, options.images(before.one()));
        double two = rate(stand, model, 2, options.images(before.two()));
        var after = bare(stand, model, options);
        return Finding.of("scale, " + model.name(), "two over one", two / one)
                .beside(
                        "bare generators",
                        (before.two() + after.two()) / (before.one() + after.one()))
                .with("runners, images/s", List.of(one, two))
                .with("bare generators before, images/s", List.of(before.one(), before.two()))
                .with("bare generators after, images/s", List.of(after.one(), after.two()));
    }

    /** Images a second of one bare generator, and of two beside each other. */
    private record Bare(double one, double two) {}

    private static Bare bare(Stand stand, Model model, RunnerBench.Options options)
            throws InterruptedException, IOException {
        stand.say("scale: bare generators, " + model.name());
        return new Bare(bare(stand, model, 1, options), bare(stand, model, 2, options));
    }

    /**
     * While the topic is full. What runners hold at its end they share as it happens: one may be
     * done while another has three batches before it.
     */
    private static double rate(Stand stand, Model model, int runners, int images)
            throws InterruptedException, IOException {
        var spec =
                Stand.runner(model.bundle(), 1)
                        .with("runner.prepare-threads", "1")
                        .with("runner.rounds", Integer.toString(ROUNDS));
        int held = runners * ROUNDS * Stand.BATCH;
        var moments = stand.through(spec, runners, images + held);
        return Rate.between(moments, 0.3, (double) images / (images + held));
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
