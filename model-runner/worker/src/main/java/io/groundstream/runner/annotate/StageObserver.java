package io.groundstream.runner.annotate;

/** Hears where the time of one job went, from any thread. It must neither wait nor throw. */
@FunctionalInterface
public interface StageObserver {
    /** Does not listen. */
    StageObserver NONE = (_, _, _, _) -> {};

    /**
     * A stage is over.
     *
     * @param stage fetch, decode, queue or inference, as in metrics; the last two once a task
     * @param start by {@link System#nanoTime}
     * @param end likewise
     * @param rows of the model call; 0 for other stages
     */
    void ended(String stage, long start, long end, int rows);
}
