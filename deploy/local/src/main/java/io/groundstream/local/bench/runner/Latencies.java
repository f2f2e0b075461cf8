package io.groundstream.local.bench.runner;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Times in milliseconds, by rank. */
final class Latencies {
    private final double[] sorted;

    Latencies(double[] millis) {
        this.sorted = millis.clone();
        Arrays.sort(sorted);
    }

    /** The time that the share of all does not exceed. */
    double at(double share) {
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.clamp(rank, 0, sorted.length - 1)];
    }

    Map<String, Double> summary() {
        var summary = new LinkedHashMap<String, Double>();
        for (int percent : new int[] {50, 95, 99}) {
            summary.put("p" + percent, Math.round(at(percent / 100.0) * 10) / 10.0);
        }
        return summary;
    }
}
