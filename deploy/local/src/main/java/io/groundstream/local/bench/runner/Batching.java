package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.annotate.AnnotatorSettings;
import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.batch.BatchLimits;
import io.groundstream.runner.fetch.Sources;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.image.ImageLimits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What batches bring in images a second, and what they cost in time at some loads; without Kafka.
 */
final class Batching implements RunnerMeasure {
    private static final int[] SIZES = {1, 2, 4, 8, 16};
    private static final int[] LOADS = {30, 60, 90};

    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options) {
        var findings = new ArrayList<Finding>();
        double alone = 0;
        // a share each of what the other parts take, because there are so many
        var time = options.seconds().dividedBy(4);
        for (int size : SIZES) {
            stand.say("batching: at most " + size);
            try (var annotator = Annotator.open(settings(models.embedded().bundle(), size))) {
                double most = closed(annotator, stand.pictures(), time);
                alone = size == 1 ? most : alone;
                var finding =
                        Finding.of("batches of at most " + size, "images/s", most)
                                .beside("one at a time", alone);
                for (int load : LOADS) {
                    var millis = open(annotator, stand.pictures(), most * load / 100, time);
                    finding = finding.with("ms at " + load + " % load", millis.summary());
                }
                findings.add(finding);
            }
        }
        return findings;
    }

    private static AnnotatorSettings settings(Path bundle, int size) {
        return new AnnotatorSettings(
                bundle,
                Device.of(Provider.AUTO),
                0,
                0,
                2,
                new BatchLimits(size, Duration.ofMillis(5), Duration.ofSeconds(5), 64),
                ImageLimits.DEFAULT,
                Sources.none());
    }

    /** Images a second when there is always more to do. */
    private static double closed(Annotator annotator, List<byte[]> pictures, Duration time) {
        var pending = new ArrayList<CompletableFuture<?>>();
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            // waits while there is no room
            pending.add(annotator.annotate(job(pictures, pending.size())));
        }
        pending.forEach(CompletableFuture::join);
        return pending.size() / ((System.nanoTime() - start) / 1e9);
    }

    /** From the moment at which each should have come to its outcome. */
    private static Latencies open(
            Annotator annotator, List<byte[]> pictures, double perSecond, Duration time) {
        var millis = new ConcurrentLinkedQueue<Double>();
        var pending = new ArrayList<CompletableFuture<?>>();
        var arrivals = new Arrivals(perSecond);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            long due = arrivals.await();
            var outcome = annotator.annotate(job(pictures, pending.size()));
            pending.add(outcome.thenAccept(_ -> millis.add((System.nanoTime() - due) / 1e6)));
        }
        pending.forEach(CompletableFuture::join);
        return new Latencies(millis.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Job job(List<byte[]> pictures, int number) {
        return Job.of(pictures.get(number % pictures.size()), List.of());
    }
}
