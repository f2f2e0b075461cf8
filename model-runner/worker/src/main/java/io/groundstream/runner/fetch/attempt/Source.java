package io.groundstream.runner.fetch.attempt;

/** One kind of place that pictures come from. Safe for use by many threads. */
@FunctionalInterface
public interface Source {
    /**
     * How to get what the reference means. Touches nothing outside of this process.
     *
     * @throws AttemptException if it is not allowed
     */
    Attempt find(String reference) throws AttemptException;
}
