package io.groundstream.topology;

import io.groundstream.schemas.catalog.Permissions;
import io.groundstream.schemas.catalog.Role;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * Asks the cluster for the partition counts on which the meeting of images with their answers, and
 * of claims with their results, rests. Requests go to a share group, which does not care.
 */
final class Partitions {
    private Partitions() {}

    /**
     * The partitions of images.
     *
     * @throws ConfigException if topics that have to meet have other numbers, something that the
     *     topology does is not allowed, or the cluster cannot say
     */
    static int require(Admin admin, Topics topics, Refusals refusals) {
        var names =
                List.of(
                        topics.images(),
                        topics.answers(),
                        topics.moderationOverrides(),
                        topics.claims(),
                        topics.inferenceResults(),
                        // read whole, whatever its partitions
                        topics.moderationPolicies());
        try {
            Permissions.require(admin, Role.TOPOLOGY, topics, refusals);
            var found = admin.describeTopics(names).allTopicNames().get();
            requireEqual(
                    found, topics.images(), topics.answers(), "an image meets the answer to it");
            requireEqual(
                    found,
                    topics.images(),
                    topics.moderationOverrides(),
                    "an image meets a person's verdict on it");
            requireEqual(
                    found,
                    topics.claims(),
                    topics.inferenceResults(),
                    "a claim meets the result that it waits for");
            return count(found, topics.images());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ConfigException(
                        "topics "
                                + String.join(", ", names)
                                + " must exist: run the admin step, or set topics.prefix");
            }
            throw new ConfigException(
                    refusals.words(e)
                            .orElse(
                                    "the cluster at kafka.bootstrap.servers does not answer: "
                                            + e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void requireEqual(
            Map<String, TopicDescription> found, String one, String other, String why) {
        int ofOne = count(found, one);
        int ofOther = count(found, other);
        if (ofOne != ofOther) {
            throw new ConfigException(
                    "%s has %d partitions and %s has %d: they must have the same number, so that %s"
                            .formatted(one, ofOne, other, ofOther, why));
        }
    }

    private static int count(Map<String, TopicDescription> found, String topic) {
        return Objects.requireNonNull(found.get(topic)).partitions().size();
    }
}
