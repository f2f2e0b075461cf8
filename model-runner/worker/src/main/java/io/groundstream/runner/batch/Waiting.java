package io.groundstream.runner.batch;

import java.util.concurrent.CompletableFuture;

/** An item in the queue, since when, and who waits for it. */
record Waiting<K, I, O>(Item<K, I> item, long since, CompletableFuture<Answer<O>> answer) {}
