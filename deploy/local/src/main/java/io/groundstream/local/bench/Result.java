package io.groundstream.local.bench;

import org.jspecify.annotations.Nullable;

/**
 * What came of a measure.
 *
 * @param value and {@code interval} are null where there were no cases
 */
record Result(
        String key,
        @Nullable Double value,
        @Nullable Interval interval,
        long cases,
        @Nullable Bar bar) {
    /**
     * What is promised.
     *
     * @param atLeast the value should reach it; else it should not exceed it
     * @param required it counts when bars are required
     */
    record Bar(double value, boolean atLeast, boolean required) {
        boolean holds(double measured) {
            return atLeast ? measured >= value : measured <= value;
        }
    }

    static Result of(Measure measure, Ratio ratio) {
        var bar = new Bar(measure.bar(), true, measure.isRequired());
        return ratio.cases() == 0
                ? new Result(measure.key(), null, null, 0, bar)
                : new Result(
                        measure.key(), ratio.value(), measure.interval(ratio), ratio.cases(), bar);
    }

    /** A share without a bar. */
    static Result of(String key, Ratio ratio) {
        return new Result(key, ratio.value(), ratio.ofShare(), ratio.cases(), null);
    }

    static Result of(String key, Reliability reliability, @Nullable Bar bar) {
        return reliability.cases() == 0
                ? new Result(key, null, null, 0, bar)
                : new Result(
                        key, reliability.error(), reliability.interval(), reliability.cases(), bar);
    }

    /** False where there were no cases: nothing was shown. */
    boolean holds() {
        return bar != null && value != null && bar.holds(value);
    }

    /** A bar that must hold and does not. */
    boolean isMissed() {
        return bar != null && bar.required() && !holds();
    }
}
