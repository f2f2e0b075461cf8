package io.groundstream.operations.kafka;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.trace.Tracing;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import java.util.concurrent.CompletableFuture;

/** Writes to the images topic. Safe for use by many threads. */
public final class ImagePublisher implements AutoCloseable {
    private final String topic;
    private final Encoder<ImageEvent> encoder;
    private final KafkaProducer<String, byte[]> producer;
    private final Tracing tracing;

    public ImagePublisher(Cluster cluster, Registry registry) {
        this(cluster, registry, Tracing.off());
    }

    /** Each event that is published begins a trace, if there are any. */
    public ImagePublisher(Cluster cluster, Registry registry, Tracing tracing) {
        this.tracing = tracing;
        this.topic = cluster.topics().images();
        this.encoder = new Encoder<>(registry, Topics.subject(topic));
        this.producer = cluster.producer();
    }

    /** Completes when the broker has the event for good. */
    public CompletableFuture<RecordMetadata> publish(ImageEvent event) {
        var record = new ProducerRecord<>(topic, event.getImageId(), encoder.encode(event));
        if (!tracing.isOn()) {
            return send(record);
        }
        var span = tracing.publish("publish").with("groundstream.image", event.getImageId());
        record.headers().add(span.trace().header());
        return send(record).whenComplete((_, _) -> span.close());
    }

    /** Asks for the image to be deleted. */
    public CompletableFuture<RecordMetadata> delete(String imageId) {
        return send(new ProducerRecord<>(topic, imageId, null));
    }

    @Override
    public void close() {
        producer.close();
    }

    private CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        var sent = new CompletableFuture<RecordMetadata>();
        // the callback has the outcome, and the future has it too
        var _ =
                producer.send(
                        record,
                        (metadata, failure) -> {
                            if (failure == null) {
                                sent.complete(metadata);
                            } else {
                                sent.completeExceptionally(failure);
                            }
                        });
        return sent;
    }
}
