package io.groundstream.operations.kafka;

import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;

import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads some of the product's topics, all partitions, in one thread and without a group. */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Decoder<SpecificRecord>> decoders;

    /** One record; a null value is a tombstone. */
    public record Read(Place place, String key, @Nullable SpecificRecord value) {}

    private TopicReader(
            KafkaConsumer<String, byte[]> consumer, Map<String, Decoder<SpecificRecord>> decoders) {
        this.consumer = consumer;
        this.decoders = decoders;
    }

    /** Starts at the beginning or at the present end of the topics. */
    public static TopicReader open(
            Cluster cluster, Registry registry, List<String> topics, boolean fromBeginning) {
        var consumer = cluster.consumer();
        var partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            seekToEndNow(consumer, partitions);
        }
        return new TopicReader(consumer, decoders(cluster, registry));
    }

    /** What has arrived, at most after the wait. */
    public List<Read> poll(Duration wait) {
        var batch = new ArrayList<Read>();
        for (var record : consumer.poll(wait)) {
            batch.add(read(record));
        }
        return batch;
    }

    /** True if all that was committed when it was asked has been read. */
    public boolean isAtEnd() {
        var ends = consumer.endOffsets(consumer.assignment());
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Makes a poll in another thread return. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Read read(ConsumerRecord<String, byte[]> record) {
        var place = new Place(record.topic(), record.partition(), record.offset());
        var bytes = record.value();
        return new Read(
                place,
                record.key(),
                bytes == null ? null : decoder(record.topic()).decode(place, bytes));
    }

    private Decoder<SpecificRecord> decoder(String topic) {
        var decoder = decoders.get(topic);
        if (decoder == null) {
            throw new IllegalStateException("no contract for topic " + topic);
        }
        return decoder;
    }

    // seekToEnd is lazy: what is sent before the first poll would be missed.
    private static void seekToEndNow(
            KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        consumer.endOffsets(partitions).forEach(consumer::seek);
    }

    private static Map<String, Decoder<SpecificRecord>> decoders(
            Cluster cluster, Registry registry) {
        var decoders = new HashMap<String, Decoder<SpecificRecord>>();
        for (var spec : TopicSpec.all(cluster.topics())) {
            @SuppressWarnings("unchecked") // the catalogue's schemas are those of generated records
            var type = (Class<SpecificRecord>) SpecificData.get().getClass(spec.schema());
            decoders.put(spec.name(), new Decoder<>(registry, type));
        }
        return decoders;
    }
}
