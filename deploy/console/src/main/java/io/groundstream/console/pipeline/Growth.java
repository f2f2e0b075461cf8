package io.groundstream.console.pipeline;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How the counters of one instance have grown between two of its scrapes. A counter that is lower
 * than it was has begun anew with its process: what it says now is its growth.
 *
 * @param seconds between the two
 */
record Growth(Exposition before, Exposition now, double seconds) {
    /** Of all series of a counter. */
    double of(String name) {
        return of(name, Map.of());
    }

    /** Of the series of a counter that have these labels. */
    double of(String name, Map<String, String> labels) {
        var earlier = before.of(name);
        return now.of(name).entrySet().stream()
                .filter(series -> series.getKey().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(series -> grown(earlier, series))
                .sum();
    }

    /** Of the buckets of a histogram: how many more were at most so large, by the bounds. */
    NavigableMap<Double, Double> buckets(String name, String label, String value) {
        var buckets = new TreeMap<Double, Double>();
        var earlier = before.of(name);
        for (var series : now.of(name).entrySet()) {
            var bound = series.getKey().get("le");
            if (bound != null && value.equals(series.getKey().get(label))) {
                buckets.merge(bound(bound), grown(earlier, series), Double::sum);
            }
        }
        return buckets;
    }

    private static double grown(
            Map<Map<String, String>, Double> earlier, Map.Entry<Map<String, String>, Double> now) {
        double was = earlier.getOrDefault(now.getKey(), 0.0);
        return now.getValue() >= was ? now.getValue() - was : now.getValue();
    }

    private static double bound(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
}
