package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.serde.Encoder;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Publishes on one idempotent producer that all threads share. */
public final class KafkaResultSink implements ResultSink {
    private final Producer<byte[], byte[]> producer;
    private final Encoder<InferenceResult> encoder;
    private final String topic;

    public KafkaResultSink(
            Producer<byte[], byte[]> producer, Encoder<InferenceResult> encoder, String topic) {
        this.producer = producer;
        this.encoder = encoder;
        this.topic = topic;
    }

    @Override
    public CompletableFuture<?> publish(byte[] key, List<Header> headers, InferenceResult result) {
        var published = new CompletableFuture<Void>();
        try {
            var value = encoder.encode(result);
            var record = new ProducerRecord<>(topic, null, key, value, headers);
            var _ =
                    producer.send(
                            record,
                            (_, fault) -> {
                                if (fault == null) {
                                    published.complete(null);
                                } else {
                                    published.completeExceptionally(fault);
                                }
                            });
        } catch (RuntimeException e) {
            // the producer refuses, the registry cannot be asked, or it does not know the schema
            published.completeExceptionally(e);
        }
        return published;
    }
}
