package io.groundstream.local.bench.runner;

import io.groundstream.runner.intake.GroupLimits;
import io.groundstream.runner.service.Clients;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.TrustedRecords;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * The shortest loop that keeps the runner's promise: poll, publish, wait for the broker,
 * acknowledge. As many threads and as many records a poll as the runner has; nothing is decoded.
 */
public final class BareLoopMain {
    static {
        TrustedRecords.vouch();
    }

    private BareLoopMain() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        var settings = NullSettings.read(args[0]);
        var limits = GroupLimits.read(settings.kafka(), settings.topics());
        byte[] answer = answer(settings);
        try (var producer = Clients.producer(settings.kafka(), limits)) {
            for (int i = 0; i < NullSettings.ROUNDS; i++) {
                Thread.ofPlatform().daemon().start(() -> loop(settings, producer, answer));
            }
            settings.serve();
        }
    }

    /** One for all, so that no time is spent on it. */
    private static byte[] answer(NullSettings settings) throws IOException {
        var subject = Topics.subject(settings.topics().inferenceResults());
        try (var registry = Registry.connect(settings.registry(), Map.of())) {
            return new Encoder<InferenceResult>(registry, subject)
                    .encode(InferenceResult.newBuilder().build());
        }
    }

    private static void loop(
            NullSettings settings, Producer<byte[], byte[]> producer, byte[] answer) {
        var topics = settings.topics();
        try (var consumer = Clients.consumer(settings.kafka(), topics, NullSettings.POLL)) {
            while (true) {
                var records = consumer.poll(Duration.ofMillis(500));
                for (var record : records) {
                    // flush waits for it, and a record that was not stored is missed in the count
                    var _ =
                            producer.send(
                                    new ProducerRecord<>(
                                            topics.inferenceResults(), record.key(), answer));
                }
                producer.flush();
                records.forEach(record -> consumer.acknowledge(record, AcknowledgeType.ACCEPT));
                var _ = consumer.commitSync();
            }
        }
    }
}
