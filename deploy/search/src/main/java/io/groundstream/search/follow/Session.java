package io.groundstream.search.follow;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.serde.RegistryUnavailableException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows all topics with one consumer, until it is stopped, a topic is no longer what it was, or
 * something fails that is not a record's fault. Belongs to one thread.
 */
final class Session implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    // with what a record may measure, all that waits to be indexed
    private static final Map<String, String> BOUNDS = Map.of("fetch.max.bytes", "8388608");

    private final Map<String, Followed<?>> followed;
    private final Pace pace;
    private final InstantSource clock;
    private final Signals signals;
    private final Admin admin;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> starts = new HashMap<>();

    /** What a session hears from and tells to the outside. */
    interface Signals {
        boolean isStopping();

        /** Returns early when stopping. */
        void pause(Duration time) throws InterruptedException;

        void lag(Map<String, Long> lag);

        void fault(String reason);
    }

    Session(
            Cluster cluster,
            Map<String, Followed<?>> followed,
            Pace pace,
            InstantSource clock,
            Signals signals) {
        this.followed = followed;
        this.pace = pace;
        this.clock = clock;
        this.signals = signals;
        this.admin = cluster.admin();
        try {
            this.consumer = bounded(cluster).consumer();
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    void run() throws IOException, InterruptedException {
        begin(look());
        var refresh = new Due(pace.refresh(), System.nanoTime());
        var commit = new Due(pace.commit(), System.nanoTime());
        // of an index of a quiet topic it has to be known that it is not old
        var confirm = new Due(Duration.ofHours(1), System.nanoTime());
        var looked = new Due(pace.look(), System.nanoTime());
        while (!signals.isStopping()) {
            boolean idle = takeNext();
            long now = System.nanoTime();
            if (idle || refresh.isDue(now)) {
                show();
                refresh.done(now);
            }
            if (commit.isDue(now)) {
                commit(confirm.isDue(now));
                commit.done(now);
                if (confirm.isDue(now)) {
                    confirm.done(now);
                }
            }
            if (looked.isDue(now)) {
                if (hasChanged(look())) {
                    return;
                }
                expire();
                looked.done(now);
            }
        }
    }

    @Override
    public void close() {
        consumer.close(
                org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
        admin.close(Duration.ZERO);
    }

    private Landscape look() throws InterruptedException {
        return Landscape.look(admin, followed.keySet());
    }

    private void begin(Landscape landscape) throws IOException, InterruptedException {
        var partitions = new ArrayList<TopicPartition>();
        for (var one : followed.values()) {
            var topic = topic(landscape, one);
            one.begin(
                    landscape.clusterId(),
                    topic,
                    Landscape.tombstonesStay(admin, one.topic()),
                    clock.instant());
            topic.partitions().forEach(p -> partitions.add(new TopicPartition(one.topic(), p)));
        }
        consumer.assign(partitions);
        partitions.forEach(this::seek);
        expire();
    }

    private void seek(TopicPartition partition) {
        var next = one(partition.topic()).next().get(partition.partition());
        if (next == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, next);
        }
    }

    /** True if nothing came. */
    private boolean takeNext() throws IOException, InterruptedException {
        var batch = consumer.poll(POLL);
        for (var record : batch) {
            take(record);
        }
        if (!signals.isStopping()) {
            batch.nextOffsets()
                    .forEach(
                            (partition, next) ->
                                    one(partition.topic())
                                            .read(partition.partition(), next.offset()));
        }
        return batch.isEmpty();
    }

    /**
     * Waits for the registry as long as it takes: an answer that fails says nothing of a record.
     */
    private void take(ConsumerRecord<String, byte[]> record)
            throws IOException, InterruptedException {
        while (!signals.isStopping()) {
            try {
                one(record.topic()).take(record);
                return;
            } catch (RegistryUnavailableException e) {
                refresh();
                signals.fault(String.valueOf(e.getMessage()));
                signals.pause(pace.retry());
            }
        }
    }

    private void refresh() throws IOException {
        for (var one : followed.values()) {
            one.refresh();
        }
    }

    private void show() throws IOException {
        refresh();
        var lag = lag();
        var now = clock.instant();
        lag.forEach(
                (topic, behind) -> {
                    if (behind == 0) {
                        one(topic).current(now);
                    }
                });
        signals.lag(lag);
    }

    private void commit(boolean evenIfUnchanged) throws IOException {
        for (var one : followed.values()) {
            one.commit(evenIfUnchanged);
        }
    }

    /** True if a topic was made anew or has got partitions. */
    private boolean hasChanged(Landscape landscape) {
        return followed.values().stream()
                .anyMatch(one -> !one.isAbout(landscape.clusterId(), topic(landscape, one)));
    }

    /** What retention has taken from a topic is taken from its index. */
    private void expire() throws IOException {
        for (var start : consumer.beginningOffsets(consumer.assignment(), PATIENCE).entrySet()) {
            var before = starts.put(start.getKey(), start.getValue());
            if (start.getValue() > (before == null ? 0 : before)) {
                one(start.getKey().topic()).expire(start.getKey().partition(), start.getValue());
            }
        }
    }

    private Map<String, Long> lag() {
        var lag = new HashMap<String, Long>();
        var unknown = new ArrayList<String>();
        for (var partition : consumer.assignment()) {
            var behind = consumer.currentLag(partition);
            // the end that the client knows may be older than what it has read
            behind.ifPresent(
                    records -> lag.merge(partition.topic(), Math.max(0, records), Long::sum));
            if (behind.isEmpty()) {
                unknown.add(partition.topic());
            }
        }
        lag.keySet().removeAll(unknown);
        return lag;
    }

    private Followed<?> one(String topic) {
        var found = followed.get(topic);
        if (found == null) {
            throw new IllegalStateException("nothing follows " + topic);
        }
        return found;
    }

    private static Landscape.Topic topic(Landscape landscape, Followed<?> one) {
        Landscape.@Nullable Topic topic = landscape.topics().get(one.topic());
        if (topic == null) {
            throw new IllegalStateException("the cluster did not describe " + one.topic());
        }
        return topic;
    }

    private static Cluster bounded(Cluster cluster) {
        var settings = new HashMap<>(BOUNDS);
        settings.putAll(cluster.kafka());
        return new Cluster(
                settings, cluster.registryUrl(), cluster.registrySettings(), cluster.topics());
    }
}
