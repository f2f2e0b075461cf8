package io.groundstream.local.bench.beside;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * One number, beside a rival's where there is one.
 *
 * @param facts that explain it, by name
 */
public record Finding(
        String measure,
        String unit,
        double ours,
        @Nullable Rival rival,
        @Nullable Bar bar,
        Map<String, Object> facts) {
    /** Who was measured beside us, in the same unit. */
    public record Rival(String name, double value) {}

    /** What is promised of our number, or of its ratio to the rival's where there is one. */
    public record Bar(double value, boolean atLeast) {
        public static Bar atLeast(double value) {
            return new Bar(value, true);
        }

        public static Bar atMost(double value) {
            return new Bar(value, false);
        }

        boolean holds(double number) {
            return atLeast ? number >= value : number <= value;
        }
    }

    public Finding {
        facts = new TreeMap<>(facts);
    }

    public static Finding of(String measure, String unit, double ours) {
        return new Finding(measure, unit, ours, null, null, Map.of());
    }

    public Finding beside(String name, double value) {
        return new Finding(measure, unit, ours, new Rival(name, value), bar, facts);
    }

    public Finding promised(Bar promise) {
        return new Finding(measure, unit, ours, rival, promise, facts);
    }

    public Finding with(String fact, Object value) {
        var more = new TreeMap<>(facts);
        more.put(fact, value);
        return new Finding(measure, unit, ours, rival, bar, more);
    }

    /** Ours over the rival's; our number itself where there is no rival. */
    public double judged() {
        return rival == null ? ours : ours / rival.value();
    }

    public boolean isMissed() {
        return bar != null && !bar.holds(judged());
    }
}
