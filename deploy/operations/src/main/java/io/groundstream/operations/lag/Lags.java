package io.groundstream.operations.lag;

import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the cluster how much work waits. Of a partition from which a group has taken nothing yet,
 * all that stands there waits. One thread only.
 */
public final class Lags implements AutoCloseable {
    private final Topics topics;
    private final Supplier<Admin> connect;
    private final int timeoutMs;
    private final Set<String> forTopology;
    private final Set<String> forRunners;
    private @Nullable Admin admin;

    /**
     * Connects when it is first asked.
     *
     * @param timeout of each of a few questions
     */
    public Lags(Topics topics, Supplier<Admin> connect, Duration timeout) {
        this.topics = topics;
        this.connect = connect;
        this.timeoutMs = (int) timeout.toMillis();
        this.forTopology =
                Set.of(
                        topics.images(),
                        topics.claims(),
                        topics.answers(),
                        topics.inferenceResults(),
                        topics.moderationOverrides());
        this.forRunners =
                Arrays.stream(Lane.values())
                        .map(topics::inferenceRequests)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * How it is now.
     *
     * @throws ExecutionException if the cluster does not say so in time
     */
    public Standing measure() throws ExecutionException, InterruptedException {
        var asked = admin();
        var partitions = partitions(asked);
        var begins = offsets(asked, partitions, OffsetSpec.earliest());
        var ends = offsets(asked, partitions, OffsetSpec.latest());
        var read = read(asked);
        var taken = taken(asked);
        var topology = new ArrayList<Lag>();
        var runners = new ArrayList<Lag>();
        for (var partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            if (forTopology.contains(partition.topic())) {
                long next = Math.max(begin, read.getOrDefault(partition, 0L));
                topology.add(new Lag(partition, Math.max(0, end - next), end));
            } else {
                runners.add(new Lag(partition, waiting(taken.get(partition), begin, end), end));
            }
        }
        return new Standing(topology, runners, members(asked));
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ofMillis(timeoutMs));
        }
    }

    private Admin admin() {
        var open = admin;
        if (open == null) {
            open = connect.get();
            admin = open;
        }
        return open;
    }

    /** In the order of topics and partitions. */
    private List<TopicPartition> partitions(Admin asked)
            throws ExecutionException, InterruptedException {
        var all = Stream.concat(forTopology.stream(), forRunners.stream()).toList();
        var options = new DescribeTopicsOptions().timeoutMs(timeoutMs);
        return asked.describeTopics(all, options).allTopicNames().get().values().stream()
                .flatMap(
                        topic ->
                                topic.partitions().stream()
                                        .map(p -> new TopicPartition(topic.name(), p.partition())))
                .sorted(
                        Comparator.comparing(TopicPartition::topic)
                                .thenComparingInt(TopicPartition::partition))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(
            Admin asked, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> spec));
        var options = new ListOffsetsOptions().timeoutMs(timeoutMs);
        return asked.listOffsets(wanted, options).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** Up to where the topology has read and committed. */
    private Map<TopicPartition, Long> read(Admin asked)
            throws ExecutionException, InterruptedException {
        var options = new ListConsumerGroupOffsetsOptions().timeoutMs(timeoutMs);
        var committed =
                asked.listConsumerGroupOffsets(topics.topologyId(), options)
                        .partitionsToOffsetAndMetadata();
        return ifKnown(committed).orElse(Map.of()).entrySet().stream()
                .filter(e -> e.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** How far the runners have come. */
    private Map<TopicPartition, @Nullable SharePartitionOffsetInfo> taken(Admin asked)
            throws ExecutionException, InterruptedException {
        var group = topics.runnerGroup();
        var options = new ListShareGroupOffsetsOptions().timeoutMs(timeoutMs);
        return ifKnown(
                        asked.listShareGroupOffsets(
                                        Map.of(group, new ListShareGroupOffsetsSpec()), options)
                                .partitionsToOffsetInfo(group))
                .orElse(Map.of());
    }

    private int members(Admin asked) throws ExecutionException, InterruptedException {
        var group = topics.runnerGroup();
        var options = new DescribeShareGroupsOptions().timeoutMs(timeoutMs);
        var described = asked.describeShareGroups(List.of(group), options).all();
        return ifKnown(described).stream()
                .flatMap(groups -> groups.values().stream())
                .mapToInt(found -> found.members().size())
                .sum();
    }

    private static long waiting(@Nullable SharePartitionOffsetInfo info, long begin, long end) {
        return info == null
                ? end - begin
                : info.lag().orElse(Math.max(0, end - info.startOffset()));
    }

    /** A group that has never been there has taken nothing, and has no members. */
    private static <T> Optional<T> ifKnown(KafkaFuture<T> asked)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(asked.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
