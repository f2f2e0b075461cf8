package io.groundstream.topology.flow;

/**
 * Whether a task has read all results that were there when it was assigned. Until then nothing may
 * expire, because the answer may be among them. Belongs to one task.
 */
public interface ResultsProgress {
    /** The task has processed the result at this offset. */
    void processed(long offset);

    /** Once true, true for good. */
    boolean isCaughtUp();

    /** Makes one for each task. */
    @FunctionalInterface
    interface Source {
        ResultsProgress of(int partition);
    }
}
