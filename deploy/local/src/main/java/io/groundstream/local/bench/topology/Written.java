package io.groundstream.local.bench.topology;

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
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * What is committed to a topic from now on. While work is going on only offsets are asked for, so
 * that nobody pays for the watching; the records are read when no more of them come. One thread.
 */
final class Written implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int QUIET_LOOKS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> begin;

    private Written(
            String topic, KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> begin) {
        this.topic = topic;
        this.consumer = consumer;
        this.begin = begin;
    }

    static Written to(Cluster cluster, String topic) {
        var consumer = cluster.consumer();
        var partitions =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        return new Written(topic, consumer, consumer.endOffsets(partitions));
    }

    /**
     * Waits until so many records have come and no more do, and returns when each was written, in
     * milliseconds, sorted.
     *
     * @param seen is told ten times a second about how many there are
     * @throws StackException if there are more, or a key comes twice, or nothing new comes
     */
    List<Long> moments(int count, IntConsumer seen) throws InterruptedException {
        var moments = new ArrayList<Long>();
        var keys = new HashSet<String>();
        rewind();
        while (moments.size() < count) {
            awaitQuiet(moments.size(), seen);
            read(
                    record -> {
                        if (!keys.add(record.key())) {
                            throw new StackException(record.key() + " is twice on " + topic);
                        }
                        moments.add(record.timestamp());
                    });
        }
        if (moments.size() > count) {
            throw new StackException(
                    "%d records on %s, expected %d".formatted(moments.size(), topic, count));
        }
        moments.sort(null);
        return moments;
    }

    /** Hands on all that has come, from the first. */
    void again(Consumer<ConsumerRecord<String, byte[]>> reader) {
        rewind();
        read(reader);
    }

    /** Hands on what has come since the last reading. */
    private void read(Consumer<ConsumerRecord<String, byte[]>> reader) {
        var end = consumer.endOffsets(begin.keySet());
        while (end.entrySet().stream()
                .anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            for (var record : consumer.poll(LOOK)) {
                if (record.value() != null) {
                    reader.accept(record);
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void rewind() {
        begin.forEach(consumer::seek);
    }

    /** Returns when something has come since, and nothing more for a second. */
    private void awaitQuiet(int read, IntConsumer seen) throws InterruptedException {
        long last = -1;
        int quiet = 0;
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (quiet < QUIET_LOOKS || last <= read) {
            Thread.sleep(LOOK);
            long now = arrived();
            if (now > last) {
                giveUp = System.nanoTime() + PATIENCE.toNanos();
                seen.accept(Math.toIntExact(now));
            } else if (System.nanoTime() - giveUp > 0) {
                throw new StackException(read + " records on " + topic + ", and no more come");
            }
            quiet = now > last ? 0 : quiet + 1;
            last = now;
        }
    }

    /** With the marks of transactions, which have offsets too. */
    private long arrived() {
        long now = 0;
        for (var end : consumer.endOffsets(begin.keySet()).entrySet()) {
            now += end.getValue() - begin.getOrDefault(end.getKey(), 0L);
        }
        return now;
    }
}
