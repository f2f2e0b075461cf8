package io.groundstream.local.bench.runner;

import io.groundstream.local.stack.StackException;
import io.groundstream.operations.kafka.Cluster;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * What arrives on a topic from now on. Only offsets are asked for while work is going on, so that
 * nobody pays for the watching; the moments are those that the producers wrote. One thread only.
 */
final class Results implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> begin;

    private Results(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> begin) {
        this.consumer = consumer;
        this.begin = begin;
    }

    static Results from(Cluster cluster, String topic) {
        var consumer = cluster.consumer();
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        return new Results(consumer, consumer.endOffsets(partitions));
    }

    /**
     * Waits until so many have arrived.
     *
     * @param seen is told how many have, ten times a second
     * @throws StackException if nothing new has arrived for the patience
     */
    void await(int count, Duration patience, IntConsumer seen) throws InterruptedException {
        int last = 0;
        long since = System.nanoTime();
        while (last < count) {
            Thread.sleep(LOOK);
            int now = arrived();
            if (now > last) {
                last = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                throw new StackException(
                        "%d of %d results, and none for %s".formatted(last, count, patience));
            }
            seen.accept(last);
        }
    }

    /** When each came, in milliseconds, sorted; every key once. */
    List<Long> moments() {
        var moments = new ArrayList<Long>();
        var keys = new HashSet<String>();
        for (var record : all()) {
            if (!keys.add(record.key())) {
                throw new StackException(record.key() + " was answered twice");
            }
            moments.add(record.timestamp());
        }
        moments.sort(null);
        return moments;
    }

    /** All that has arrived. */
    List<ConsumerRecord<String, byte[]>> all() {
        begin.forEach(consumer::seek);
        int count = arrived();
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        while (records.size() < count) {
            consumer.poll(LOOK).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private int arrived() {
        long now = 0;
        for (var end : consumer.endOffsets(begin.keySet()).entrySet()) {
            now += end.getValue() - begin.getOrDefault(end.getKey(), 0L);
        }
        return Math.toIntExact(now);
    }
}
