package io.groundstream.search.follow;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Which cluster this is, and which topics stand in it now. */
record Landscape(String clusterId, Map<String, Topic> topics) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration USUAL_RETENTION = Duration.ofDays(1);

    /** One topic; if it is deleted and made again it has another id. */
    record Topic(String id, List<Integer> partitions) {}

    /** Throws what says that the cluster cannot be asked, or lacks one of the topics. */
    static Landscape look(Admin admin, Collection<String> names) throws InterruptedException {
        var topics = new TreeMap<String, Topic>();
        for (var described : admin.describeTopics(names).topicNameValues().entrySet()) {
            topics.put(described.getKey(), topic(described.getKey(), described.getValue()));
        }
        return new Landscape(answer(admin.describeCluster().clusterId()), topics);
    }

    /** How long after a deletion its tombstone is sure to be there; a day if we may not ask. */
    static Duration tombstonesStay(Admin admin, String topic) throws InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return answer(admin.describeConfigs(List.of(resource)).all()).values().stream()
                    .findFirst()
                    .flatMap(Landscape::retention)
                    .orElse(USUAL_RETENTION);
        } catch (AuthorizationException _) {
            return USUAL_RETENTION;
        }
    }

    private static Optional<Duration> retention(Config config) {
        return Optional.ofNullable(config.get("delete.retention.ms"))
                .map(ConfigEntry::value)
                .map(Long::valueOf)
                .map(Duration::ofMillis);
    }

    private static Topic topic(String name, KafkaFuture<TopicDescription> described)
            throws InterruptedException {
        try {
            var description = answer(described);
            return new Topic(
                    description.topicId().toString(),
                    description.partitions().stream().map(TopicPartitionInfo::partition).toList());
        } catch (UnknownTopicOrPartitionException e) {
            throw new KafkaException("there is no topic " + name, e);
        } catch (TopicAuthorizationException _) {
            // of which topic it is only the question tells
            throw new TopicAuthorizationException(Set.of(name));
        }
    }

    private static <R> R answer(KafkaFuture<R> future) throws InterruptedException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("the cluster does not answer", e);
        }
    }
}
