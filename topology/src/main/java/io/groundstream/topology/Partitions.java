package io.groundstream.topology;

import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.ConfigException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Asks the cluster for the partition counts on which the meeting of images and results rests. */
final class Partitions {
    private Partitions() {}

    /**
     * The partitions of images.
     *
     * @throws ConfigException if results have another number, or the cluster cannot say
     */
    static int require(Admin admin, Topics topics) {
        var images = topics.images();
        var results = topics.inferenceResults();
        try {
            var found = admin.describeTopics(List.of(images, results)).allTopicNames().get();
            int ofImages = count(found, images);
            int ofResults = count(found, results);
            if (ofImages != ofResults) {
                throw new ConfigException(
                        "%s has %d partitions and %s has %d: they must have the same number, so that an image meets its results"
                                .formatted(images, ofImages, results, ofResults));
            }
            return ofImages;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ConfigException(
                        "topics "
                                + images
                                + " and "
                                + results
                                + " must exist: run the admin step, or set topics.prefix");
            }
            throw new ConfigException(
                    "the cluster at kafka.bootstrap.servers does not answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int count(Map<String, TopicDescription> found, String topic) {
        return Objects.requireNonNull(found.get(topic)).partitions().size();
    }
}
