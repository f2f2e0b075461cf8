package io.groundstream.console.picture;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads single events of the images topic at their places. Belongs to one thread. */
final class ImageEvents implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    // a batch at a time, which the broker gives whole even where it is larger
    private static final Map<String, String> ONE_EVENT =
            Map.of(
                    "max.poll.records", "1",
                    "max.partition.fetch.bytes", "1",
                    "auto.offset.reset", "none",
                    "allow.auto.create.topics", "false",
                    "default.api.timeout.ms", "5000");

    private final String topic;
    private final Decoder<ImageEvent> decoder;
    private final KafkaConsumer<String, byte[]> consumer;

    ImageEvents(Cluster cluster, Decoder<ImageEvent> decoder) {
        this.topic = cluster.topics().images();
        this.decoder = decoder;
        this.consumer = reader(cluster).consumer();
    }

    private static Cluster reader(Cluster cluster) {
        var kafka = new HashMap<>(cluster.kafka());
        kafka.putAll(ONE_EVENT);
        return new Cluster(
                kafka, cluster.registryUrl(), cluster.registrySettings(), cluster.topics());
    }

    /**
     * The event of that image at that place; empty if it is not there, or no longer.
     *
     * @throws TimeoutException if the broker does not say
     */
    Optional<ImageEvent> at(Wanted wanted) {
        int partitions = consumer.partitionsFor(topic).size();
        if (wanted.partition() >= partitions) {
            return Optional.empty();
        }
        return record(new TopicPartition(topic, wanted.partition()), wanted.offset())
                .filter(record -> wanted.imageId().equals(record.key()))
                .flatMap(this::decoded);
    }

    private Optional<ImageEvent> decoded(ConsumerRecord<String, byte[]> record) {
        var place = new Place(record.topic(), record.partition(), record.offset());
        return Optional.ofNullable(record.value()).map(bytes -> decoder.decode(place, bytes));
    }

    private Optional<ConsumerRecord<String, byte[]>> record(TopicPartition place, long offset) {
        consumer.assign(Set.of(place));
        consumer.seek(place, offset);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (consumer.position(place) <= offset) {
                for (var record : consumer.poll(POLL)) {
                    return record.offset() == offset ? Optional.of(record) : Optional.empty();
                }
                if (offset >= consumer.endOffsets(Set.of(place)).getOrDefault(place, 0L)) {
                    return Optional.empty();
                }
                if (System.nanoTime() - giveUp > 0) {
                    throw new TimeoutException(place + " was not read in " + PATIENCE);
                }
            }
            return Optional.empty();
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        } finally {
            consumer.unsubscribe();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
