package io.groundstream.local.bench.runner;

import io.groundstream.runner.intake.GroupLimits;
import io.groundstream.runner.service.Clients;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.TrustedRecords;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

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
            var ending = new CountDownLatch(1);
            var loops = new ArrayList<Thread>();
            for (int i = 0; i < NullSettings.ROUNDS; i++) {
                loops.add(
                        Thread.ofPlatform().start(() -> loop(settings, producer, answer, ending)));
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ending, loops)));
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
            NullSettings settings,
            Producer<byte[], byte[]> producer,
            byte[] answer,
            CountDownLatch ending) {
        var topics = settings.topics();
        try (var consumer =
                Clients.consumer(
                        settings.kafka(), topics, Set.of(Lane.INTERACTIVE), NullSettings.POLL)) {
            while (ending.getCount() > 0) {
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

    /** What is not acknowledged would come again, and make the next runner careful. */
    private static void end(CountDownLatch ending, List<Thread> loops) {
        ending.countDown();
        try {
            for (var loop : loops) {
                loop.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
