package io.groundstream.runner.batch;

/** What became of an item. */
public sealed interface Answer<O> {
    /**
     * Computed.
     *
     * @param queueNanos from its arrival to the start of its batch
     * @param computeNanos of the whole batch
     * @param batchSize items of that batch, padding not counted
     */
    record Done<O>(O output, long queueNanos, long computeNanos, int batchSize)
            implements Answer<O> {}

    /** Its deadline passed before its turn came. */
    record Late<O>() implements Answer<O> {}

    /** It failed even alone. */
    record Broken<O>(Throwable cause) implements Answer<O> {}

    /** The batcher was closed before its turn came. */
    record Closed<O>() implements Answer<O> {}
}
