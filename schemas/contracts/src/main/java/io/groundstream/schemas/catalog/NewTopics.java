package io.groundstream.schemas.catalog;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Creates topics that can be written to at once. A broker shows a topic some milliseconds before it
 * has opened its partitions. An idempotent producer that comes between may have its first batch of
 * a partition refused and the batches behind it taken, as a partition takes any sequence to begin
 * with; the first is then out of order for ever, and expires after two minutes.
 */
public final class NewTopics {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final Admin admin;

    public NewTopics(Admin admin) {
        this.admin = admin;
    }

    /** Returns when the leader of each partition has answered for it. */
    public void create(Collection<NewTopic> topics)
            throws ExecutionException, InterruptedException {
        admin.createTopics(topics).all().get();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var partition : partitions(topics.stream().map(NewTopic::name).toList())) {
            latest.put(partition, OffsetSpec.latest());
        }
        // asked again by the client until it is answered
        admin.listOffsets(latest).all().get();
    }

    private List<TopicPartition> partitions(List<String> names)
            throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get().values().stream()
                        .flatMap(
                                topic ->
                                        topic.partitions().stream()
                                                .map(
                                                        partition ->
                                                                new TopicPartition(
                                                                        topic.name(),
                                                                        partition.partition())))
                        .toList();
            } catch (ExecutionException e) {
                // not yet known to the broker that was asked
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw e;
                }
                Thread.sleep(INTERVAL);
            }
        }
    }
}
