package io.groundstream.runner.batch;

import java.util.List;

/** Computes batches; called by one thread at a time. */
@FunctionalInterface
public interface BatchModel<K, I, O> {
    /**
     * One output for each input, in their order. May throw: the batch is then halved until the
     * input at fault is alone.
     *
     * @param paddedSize rows that the call should have, at least as many as there are inputs
     */
    List<O> compute(K key, List<I> inputs, int paddedSize) throws Exception;
}
