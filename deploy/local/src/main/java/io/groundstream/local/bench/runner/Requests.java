package io.groundstream.local.bench.runner;

import io.groundstream.local.stack.StackException;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Fills a topic with requests, as the topology would write them. */
final class Requests {
    private final Cluster cluster;
    private int published;

    Requests(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * So many requests for a brief caption of these pictures in turn; returns when all are stored.
     */
    void fill(String topic, List<byte[]> pictures, int count)
            throws IOException, InterruptedException {
        var subject = Topics.subject(cluster.topics().inferenceRequests(Lane.INTERACTIVE));
        try (var registry = cluster.registry();
                var producer = cluster.producer()) {
            var encoder = new Encoder<InferenceRequest>(registry, subject);
            var stored = new ArrayList<Future<RecordMetadata>>();
            for (int i = 0; i < count; i++, published++) {
                var key = "bench-" + published;
                var value = encoder.encode(request(key, pictures.get(i % pictures.size())));
                var record = new ProducerRecord<>(topic, key, value);
                record.headers().add(Headers.FLIGHT_ID, key.getBytes(StandardCharsets.UTF_8));
                stored.add(producer.send(record));
            }
            for (var one : stored) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new StackException("a request could not be stored: " + e.getCause());
        }
    }

    private static InferenceRequest request(String key, byte[] picture) {
        return InferenceRequest.newBuilder()
                .setWorkKey(key)
                .setFlightId(key)
                .setContent(new InlineImage(ByteBuffer.wrap(picture)))
                .setTasks(List.of(new TaskRequest(TaskKind.BRIEF_CAPTION, null, null)))
                .setRequestedAt(Instant.now())
                .build();
    }
}
