package io.groundstream.runner.batch;

/** Hears of each batch, on the batcher's thread. */
@FunctionalInterface
public interface BatchObserver {
    /** A batch was computed without an exception. */
    void computed(int items, long nanos);
}
