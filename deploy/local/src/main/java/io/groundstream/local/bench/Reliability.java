package io.groundstream.local.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The expected calibration error (Guo et al. 2017): claims fall into 15 bins of equal width by
 * their confidence, and the error is the mean over the claims of how far the mean confidence of
 * their bin is from the share that is right in it. Belongs to one thread.
 */
final class Reliability {
    private static final int BINS = 15;
    private static final int RESAMPLES = 1_000;
    private static final long SEED = 15;

    private final ToDoubleFunction<Claimed> confidence;
    private final List<List<Claimed>> scenes = new ArrayList<>();
    private long cases;

    /**
     * @param confidence of a claim, 0 to 1
     */
    Reliability(ToDoubleFunction<Claimed> confidence) {
        this.confidence = confidence;
    }

    void add(List<Claimed> scene) {
        scenes.add(List.copyOf(scene));
        cases += scene.size();
    }

    long cases() {
        return cases;
    }

    /** Not a number where nothing was claimed. */
    double error() {
        return error(IntUnaryOperator.identity());
    }

    /**
     * The bootstrap's percentiles over scenes, with a seed of its own; chance errors add up, so
     * they tend to lie above the value: the interval is widened to hold it.
     */
    Interval interval() {
        var random = new SplittableRandom(SEED);
        var errors = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            errors[i] = error(_ -> random.nextInt(scenes.size()));
        }
        Arrays.sort(errors);
        double value = error();
        return new Interval(
                Math.min(value, errors[RESAMPLES / 40]),
                Math.max(value, errors[RESAMPLES - 1 - RESAMPLES / 40]));
    }

    private double error(IntUnaryOperator drawn) {
        var excess = new double[BINS];
        long count = 0;
        for (int i = 0; i < scenes.size(); i++) {
            for (var claim : scenes.get(drawn.applyAsInt(i))) {
                double sure = confidence.applyAsDouble(claim);
                int bin = Math.min(BINS - 1, (int) (sure * BINS));
                excess[bin] += sure - (claim.right() ? 1 : 0);
                count++;
            }
        }
        return Arrays.stream(excess).map(Math::abs).sum() / count;
    }
}
