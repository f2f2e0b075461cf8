package io.groundstream.console.pipeline;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Times that a histogram has counted: how many were at most so long, by the bounds. Quantiles are
 * as Prometheus estimates them: evenly spread within a bucket, and at most its last finite bound.
 */
final class Spread {
    private final NavigableMap<Double, Double> counts = new TreeMap<>();

    /** Adds what has come to one histogram. */
    void add(NavigableMap<Double, Double> grown) {
        grown.forEach((bound, count) -> counts.merge(bound, count, Double::sum));
    }

    /** In the unit of the bounds; not a number if nothing was counted. */
    double quantile(double share) {
        if (counts.isEmpty() || counts.lastEntry().getValue() <= 0) {
            return Double.NaN;
        }
        double rank = share * counts.lastEntry().getValue();
        double from = 0;
        double below = 0;
        for (var bucket : counts.entrySet()) {
            if (bucket.getKey().isInfinite()) {
                break;
            }
            if (bucket.getValue() >= rank) {
                double inside = bucket.getValue() - below;
                double part = inside > 0 ? (rank - below) / inside : 1;
                return from + (bucket.getKey() - from) * part;
            }
            from = bucket.getKey();
            below = bucket.getValue();
        }
        return from;
    }
}
