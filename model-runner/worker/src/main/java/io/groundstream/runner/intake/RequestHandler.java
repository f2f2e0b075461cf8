package io.groundstream.runner.intake;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.concurrent.CompletableFuture;

/** Sees to one request, and tells how to acknowledge it. */
@FunctionalInterface
interface RequestHandler {
    /**
     * Never completes exceptionally.
     *
     * @param alone no other picture may be in its model call
     * @param budgetEnd until when, by {@link System#nanoTime}, to try again
     */
    CompletableFuture<AcknowledgeType> handle(
            ConsumerRecord<byte[], byte[]> request, boolean alone, long budgetEnd);
}
