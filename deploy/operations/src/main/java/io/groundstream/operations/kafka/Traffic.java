package io.groundstream.operations.kafka;

import io.groundstream.schemas.avro.Lane;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** What is under way between the topics of a cluster. */
public final class Traffic implements AutoCloseable {
    private final Cluster cluster;
    private final Admin admin;
    private final Progress progress;

    public Traffic(Cluster cluster) {
        this.cluster = cluster;
        this.admin = cluster.admin();
        this.progress = new Progress(cluster, admin);
    }

    /**
     * True if every image was read, no request is left that a runner could still answer, and every
     * answer was read too.
     */
    public boolean isOver() throws InterruptedException {
        var topics = cluster.topics();
        return progress.hasReadAll(List.of(topics.images(), topics.claims()))
                && unacknowledged() == 0
                && progress.hasReadAll(List.of(topics.inferenceResults(), topics.answers()))
                // a result may have made the topology ask again
                && unacknowledged() == 0;
    }

    /** The requests that the share group has not done with. */
    private long unacknowledged() throws InterruptedException {
        try {
            var group = cluster.topics().runnerGroup();
            var spec = Map.of(group, new ListShareGroupOffsetsSpec());
            var requests =
                    Arrays.stream(Lane.values()).map(cluster.topics()::inferenceRequests).toList();
            var offsets = admin.listShareGroupOffsets(spec).partitionsToOffsetInfo(group).get();
            return requests.stream().mapToLong(topic -> lag(topic, offsets)).sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster cannot be asked for its backlog", e);
        }
    }

    private static long lag(
            String topic, Map<TopicPartition, @Nullable SharePartitionOffsetInfo> offsets) {
        return offsets.entrySet().stream()
                .filter(partition -> partition.getKey().topic().equals(topic))
                .map(Map.Entry::getValue)
                // of a partition from which nothing was ever taken nothing is known
                .filter(Objects::nonNull)
                .mapToLong(info -> info.lag().orElseThrow())
                .sum();
    }

    @Override
    public String toString() {
        try {
            return unacknowledged() + " requests unacknowledged";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
