package io.groundstream.local.command;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.service.PlainTalk;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Whether a topic can be worked with, so that a wrong address is not found out record by record.
 */
final class Reachable {
    private static final int PATIENCE_MS = 10_000;

    private Reachable() {}

    /**
     * Asks the cluster for the topic.
     *
     * @throws IllegalStateException that says what is wrong
     */
    static void require(Cluster cluster, String topic) throws InterruptedException {
        PlainTalk.require(cluster.kafka());
        try (var admin = cluster.admin()) {
            var options = new DescribeTopicsOptions().timeoutMs(PATIENCE_MS);
            var _ = admin.describeTopics(List.of(topic), options).allTopicNames().get();
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(words(cluster, topic, cause), e);
        }
    }

    private static String words(Cluster cluster, String topic, Throwable cause) {
        var where = cluster.bootstrapServers();
        return switch (cause) {
            case UnknownTopicOrPartitionException _ ->
                    "there is no topic %s at %s: run `groundstream prepare`"
                            .formatted(topic, where);
            case TimeoutException _ ->
                    "no broker answers at %s: is it running? `groundstream doctor` says more"
                            .formatted(where);
            default ->
                    Refusals.ofCluster(where)
                                    .words(cause)
                                    .orElseGet(
                                            () ->
                                                    "the cluster at %s refuses: %s"
                                                            .formatted(where, cause.getMessage()))
                            + "; `groundstream doctor` says more";
        };
    }
}
