package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.serde.Encoder;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Publishes on one idempotent producer that all threads share. */
public final class KafkaResultSink implements ResultSink, AutoCloseable {
    private final Supplier<Producer<byte[], byte[]>> producers;
    private volatile Producer<byte[], byte[]> producer;
    private final Encoder<InferenceResult> encoder;
    private final String topic;

    public KafkaResultSink(
            Supplier<Producer<byte[], byte[]>> producers,
            Encoder<InferenceResult> encoder,
            String topic) {
        this.producers = producers;
        this.producer = producers.get();
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

    /** Goes on with another producer; what is under way on this one fails. */
    public void renew() {
        var spoilt = producer;
        producer = producers.get();
        spoilt.close(Duration.ZERO);
    }

    @Override
    public void close() {
        producer.close();
    }
}
