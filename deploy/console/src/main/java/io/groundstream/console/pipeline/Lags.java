package io.groundstream.console.pipeline;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Lane;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the cluster how much work waits. Of a partition from which a group has taken nothing yet,
 * all that stands there waits. One thread only.
 */
final class Lags implements AutoCloseable {
    private static final int TIMEOUT_MS = 1_500;

    private final Cluster cluster;
    private final String images;
    private final List<String> requests;
    private @Nullable Admin admin;

    /** Connects when it is first asked. */
    Lags(Cluster cluster) {
        this.cluster = cluster;
        this.images = cluster.topics().images();
        this.requests =
                Arrays.stream(Lane.values()).map(cluster.topics()::inferenceRequests).toList();
    }

    /**
     * How it is now.
     *
     * @throws ExecutionException if the cluster does not say so in time
     */
    Backlog measure() throws ExecutionException, InterruptedException {
        var asked = admin();
        var partitions = partitions(asked);
        var begins = offsets(asked, partitions, OffsetSpec.earliest());
        var ends = offsets(asked, partitions, OffsetSpec.latest());
        var read = read(asked);
        var taken = taken(asked);
        long imagesLag = 0;
        long requestsLag = 0;
        long arrived = 0;
        for (var partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            if (partition.topic().equals(images)) {
                imagesLag += Math.max(0, end - Math.max(begin, read.getOrDefault(partition, 0L)));
                arrived += end;
            } else {
                requestsLag += waiting(taken.get(partition), begin, end);
            }
        }
        return new Backlog(imagesLag, requestsLag, arrived);
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }

    private Admin admin() {
        var open = admin;
        if (open == null) {
            open = cluster.admin();
            admin = open;
        }
        return open;
    }

    private Set<TopicPartition> partitions(Admin asked)
            throws ExecutionException, InterruptedException {
        var topics = Stream.concat(Stream.of(images), requests.stream()).toList();
        var options = new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS);
        return asked.describeTopics(topics, options).allTopicNames().get().values().stream()
                .flatMap(
                        topic ->
                                topic.partitions().stream()
                                        .map(p -> new TopicPartition(topic.name(), p.partition())))
                .collect(Collectors.toSet());
    }

    private static Map<TopicPartition, Long> offsets(
            Admin asked, Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec));
        var options = new ListOffsetsOptions().timeoutMs(TIMEOUT_MS);
        return asked.listOffsets(wanted, options).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** Up to where the topology has read and committed. */
    private Map<TopicPartition, Long> read(Admin asked)
            throws ExecutionException, InterruptedException {
        var options = new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MS);
        var committed =
                asked.listConsumerGroupOffsets(cluster.topics().topologyId(), options)
                        .partitionsToOffsetAndMetadata();
        return unlessUnknown(committed).entrySet().stream()
                .filter(e -> e.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** How far the runners have come. */
    private Map<TopicPartition, @Nullable SharePartitionOffsetInfo> taken(Admin asked)
            throws ExecutionException, InterruptedException {
        var group = cluster.topics().runnerGroup();
        var options = new ListShareGroupOffsetsOptions().timeoutMs(TIMEOUT_MS);
        return unlessUnknown(
                asked.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()), options)
                        .partitionsToOffsetInfo(group));
    }

    private static long waiting(@Nullable SharePartitionOffsetInfo info, long begin, long end) {
        return info == null
                ? end - begin
                : info.lag().orElse(Math.max(0, end - info.startOffset()));
    }

    /** A group that has never been there has taken nothing. */
    private static <T> Map<TopicPartition, T> unlessUnknown(
            KafkaFuture<Map<TopicPartition, T>> offsets)
            throws ExecutionException, InterruptedException {
        try {
            return offsets.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }
}
