package io.groundstream.topology.state;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the stores hold, and what it takes to restore them. A restore lasts from the moment that the
 * first store of this instance needs one until none does. Safe for many threads.
 */
public final class StateMeters implements StateRestoreListener {
    private final MeterRegistry registry;
    private final Map<TopicPartition, Long> underWay = new ConcurrentHashMap<>();
    private final AtomicLong restored = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private long since;

    public StateMeters(MeterRegistry registry) {
        this.registry = registry;
        gauge(
                "groundstream.state.restoring",
                "stores that are being restored",
                underWay,
                Map::size);
        gauge("groundstream.state.restored.records", "since the start", restored, AtomicLong::get);
        gauge(
                "groundstream.state.restore.seconds",
                "spent on restoring since the start",
                nanos,
                time -> time.get() / 1e9);
    }

    /** Shows the sizes that RocksDB tells, the memory that it takes, and what is left on disk. */
    public void observe(KafkaStreams streams, StateMemory memory, Path folder) {
        gauge(
                "groundstream.state.disk.free.bytes",
                "left where the stores are",
                folder,
                at -> (double) at.toFile().getUsableSpace());
        gauge("groundstream.state.memory.bytes", "of RocksDB", memory, StateMemory::used);
        gauge(
                "groundstream.state.disk.bytes",
                "of live files",
                streams,
                s -> sum(s, "live-sst-files-size"));
        gauge("groundstream.state.entries", "about", streams, s -> sum(s, "estimate-num-keys"));
    }

    @Override
    public synchronized void onRestoreStart(
            TopicPartition partition, String store, long from, long to) {
        if (underWay.isEmpty()) {
            since = System.nanoTime();
        }
        underWay.put(partition, from);
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
        restored.addAndGet(count);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        ended(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        ended(partition);
    }

    private synchronized void ended(TopicPartition partition) {
        if (underWay.remove(partition) != null && underWay.isEmpty()) {
            nanos.addAndGet(System.nanoTime() - since);
        }
    }

    private static double sum(KafkaStreams streams, String property) {
        return streams.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(property))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }

    private <T> void gauge(
            String name, String description, T of, java.util.function.ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).register(registry);
    }
}
