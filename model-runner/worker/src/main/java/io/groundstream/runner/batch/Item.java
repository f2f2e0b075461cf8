package io.groundstream.runner.batch;

/**
 * Something to compute.
 *
 * @param key items of equal keys may share a batch
 * @param urgent may overtake what is not
 * @param alone never shares a batch
 * @param deadline in the batcher's nanoseconds, after which it is not computed; or {@link #NEVER}
 */
public record Item<K, I>(K key, I input, boolean urgent, boolean alone, long deadline) {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;
}
