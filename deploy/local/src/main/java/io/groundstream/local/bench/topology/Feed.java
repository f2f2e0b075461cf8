package io.groundstream.local.bench.topology;

import io.groundstream.local.stack.StackException;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Publishes images and answers requests, and returns when all is stored. One thread. */
final class Feed {
    private final Cluster cluster;
    private final Contender contender;
    private final Content content;
    private final Random random = new Random(20_261_122);
    private int published;

    Feed(Cluster cluster, Contender contender, Content content) {
        this.cluster = cluster;
        this.contender = contender;
        this.content = content;
    }

    void images(int count) {
        var topic = cluster.topics().images();
        try (var registry = cluster.registry();
                var producer = cluster.producer()) {
            var encoder = new Encoder<ImageEvent>(registry, Topics.subject(topic));
            var stored = new Stored(producer);
            for (int i = 0; i < count; i++) {
                var id = "image-" + published++;
                var value = encoder.encode(content.event(id, random));
                var record = new ProducerRecord<>(topic, id, value);
                // where a topology passes on what it gets, the answer still finds its flight
                record.headers().add(Headers.FLIGHT_ID, id.getBytes(StandardCharsets.UTF_8));
                stored.send(record);
            }
            stored.check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void answers(Written requests) {
        try (var registry = cluster.registry();
                var producer = cluster.producer()) {
            var answers =
                    new CannedAnswers(registry, cluster.topics(), contender == Contender.OURS);
            var stored = new Stored(producer);
            requests.again(request -> stored.send(answers.to(request)));
            stored.check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers the first failure. */
    private record Stored(Producer<String, byte[]> producer, CompletableFuture<Exception> failure) {
        Stored(Producer<String, byte[]> producer) {
            this(producer, new CompletableFuture<>());
        }

        void send(ProducerRecord<String, byte[]> record) {
            var _ =
                    producer.send(
                            record,
                            (_, e) -> {
                                if (e != null) {
                                    failure.complete(e);
                                }
                            });
        }

        void check() {
            producer.flush();
            if (failure.isDone()) {
                throw new StackException("a record could not be stored: " + failure.join());
            }
        }
    }
}
