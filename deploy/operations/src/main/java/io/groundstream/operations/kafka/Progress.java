package io.groundstream.operations.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** How far the topology has read. */
public final class Progress {
    private final Cluster cluster;
    private final Admin admin;

    public Progress(Cluster cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /**
     * True if the topology has read, and committed, all that now stands on these topics.
     *
     * @param topics in the order of the flow: what was read of one may stand on the next
     */
    public boolean hasReadAll(List<String> topics) throws InterruptedException {
        for (var topic : topics) {
            if (!hasReadAll(topic)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasReadAll(String name) throws InterruptedException {
        try {
            var partitions =
                    admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
                            .flatMap(
                                    topic ->
                                            topic.partitions().stream()
                                                    .map(
                                                            p ->
                                                                    partition(
                                                                            topic.name(),
                                                                            p.partition())))
                            .collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
            var ends = admin.listOffsets(partitions).all().get();
            var committed =
                    admin.listConsumerGroupOffsets(cluster.topics().topologyId())
                            .partitionsToOffsetAndMetadata()
                            .get();
            return ends.entrySet().stream()
                    .allMatch(
                            end -> {
                                var read = committed.get(end.getKey());
                                return (read == null ? 0 : read.offset())
                                        >= end.getValue().offset();
                            });
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster cannot be asked for offsets", e);
        }
    }

    private static TopicPartition partition(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }
}
