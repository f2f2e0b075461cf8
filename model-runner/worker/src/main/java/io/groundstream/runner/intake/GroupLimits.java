package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What the broker has settled for the share group, and the topics that it reads.
 *
 * @param deliveries how often a request is delivered before the broker drops it
 * @param lock how long a request may be held
 * @param partitions of all request topics together
 */
public record GroupLimits(int deliveries, Duration lock, int partitions) {
    private static final int FEWEST_DELIVERIES = 3;

    public GroupLimits {
        if (deliveries < FEWEST_DELIVERIES) {
            throw new ConfigException(
                    "share.delivery.count.limit of the runners' group must be "
                            + FEWEST_DELIVERIES
                            + " or more, is "
                            + deliveries);
        }
    }

    /**
     * Asks the cluster.
     *
     * @throws KafkaException if nobody answers
     * @throws ConfigException if what is asked for is not there
     */
    public static GroupLimits read(Map<String, Object> adminConfig, Topics topics)
            throws InterruptedException {
        var group = new ConfigResource(ConfigResource.Type.GROUP, topics.runnerGroup());
        try (var admin = Admin.create(adminConfig)) {
            var config = admin.describeConfigs(List.of(group)).all().get().get(group);
            var requests = Arrays.stream(Lane.values()).map(topics::inferenceRequests).toList();
            int partitions =
                    admin.describeTopics(requests).allTopicNames().get().values().stream()
                            .mapToInt(topic -> topic.partitions().size())
                            .sum();
            return new GroupLimits(
                    (int) number(config, "share.delivery.count.limit"),
                    Duration.ofMillis(number(config, "share.record.lock.duration.ms")),
                    partitions);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new KafkaException(
                        "no broker answers at " + adminConfig.get("bootstrap.servers"), e);
            }
            var refusals = Refusals.ofCluster(String.valueOf(adminConfig.get("bootstrap.servers")));
            throw new ConfigException(
                    refusals.words(e)
                            .orElse(
                                    "the cluster does not tell the runners' group and topics, has"
                                            + " the admin step run? "
                                            + e.getCause()));
        }
    }

    private static long number(@Nullable Config config, String key) {
        var entry = config == null ? null : config.get(key);
        if (entry == null || entry.value() == null) {
            throw new ConfigException(
                    "the broker does not know the group setting "
                            + key
                            + ": Kafka 4.2 or later is"
                            + " required");
        }
        return Long.parseLong(entry.value());
    }
}
