package io.groundstream.local;

import io.groundstream.local.bench.topology.CannedAnswers;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Lane;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Answers every request as soon as it is committed, and twice, as a runner may that was killed. */
final class InstantRunner implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Cluster cluster;
    private final CannedAnswers answers;
    private final Thread thread = new Thread(this::run, "instant-runner");
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException failure;

    private InstantRunner(Cluster cluster, CannedAnswers answers) {
        this.cluster = cluster;
        this.answers = answers;
    }

    static InstantRunner start(Cluster cluster, CannedAnswers answers) {
        var runner = new InstantRunner(cluster, answers);
        runner.thread.start();
        return runner;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        if (failure != null) {
            throw new AssertionError("the runner failed", failure);
        }
    }

    private void run() {
        try (var consumer = cluster.consumer();
                var producer = cluster.producer()) {
            var partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopped) {
                for (var request : consumer.poll(POLL)) {
                    for (int i = 0; i < 2; i++) {
                        var _ = producer.send(answers.to(request));
                    }
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return Stream.of(Lane.values())
                .map(cluster.topics()::inferenceRequests)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
