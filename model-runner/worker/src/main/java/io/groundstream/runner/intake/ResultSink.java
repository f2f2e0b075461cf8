package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.InferenceResult;

import org.apache.kafka.common.header.Header;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where results go. */
@FunctionalInterface
public interface ResultSink {
    /** Completes when the broker has the result, exceptionally if it does not get it. */
    CompletableFuture<?> publish(byte[] key, List<Header> headers, InferenceResult result);
}
