package io.groundstream.local.bench.gpu;

import io.groundstream.runner.generate.Generated;

import java.time.Duration;
import java.util.ArrayList;

/**
 * Times a batch twice: stopped after its first token, and whole. One graph does both, so that the
 * difference is what the decode loop takes.
 *
 * @param time of each of the two, at least two calls each
 */
record Stopwatch(Subject subject, int newTokens, Duration time) {
    private static final int LEAST_CALLS = 2;

    /** Measures; memory is not its matter. */
    Point measure(String model, int batch) {
        // shapes are new to the runtime: it plans memory and chooses kernels
        var _ = subject.answer(0, batch, 1);
        Generated whole = subject.answer(0, batch, newTokens);
        double first = median(batch, 1);
        double all = median(batch, newTokens);
        return new Point(
                model, batch, whole.tokenIds()[0].length, subject.said(whole), first, all, 0);
    }

    /** The same pictures each time. */
    private double median(int batch, int tokens) {
        var millis = new ArrayList<Double>();
        long start = System.nanoTime();
        while (millis.size() < LEAST_CALLS || System.nanoTime() - start < time.toNanos()) {
            long begin = System.nanoTime();
            var _ = subject.answer(0, batch, tokens);
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        millis.sort(null);
        return millis.get(millis.size() / 2);
    }
}
