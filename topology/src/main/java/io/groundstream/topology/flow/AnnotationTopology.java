package io.groundstream.topology.flow;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.Bytes;
import static org.apache.kafka.common.serialization.Serdes.String;

import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.RecordSerde;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.decide.FlightLimits;
import io.groundstream.topology.decide.LanePulse;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * images → requests, results → annotations and dead letters. Every version of an image ends once,
 * and outputs are written only while their version is the current one.
 */
public final class AnnotationTopology {
    private static final Map<String, String> CHANGELOG =
            Map.of("max.message.bytes", Integer.toString(TopicSpec.MAX_RECORD_BYTES));

    private final Topics topics;
    private final Parts parts;

    /**
     * Prepares to build; nothing is started.
     *
     * @param partitions of images, the same as of inference-results
     */
    public AnnotationTopology(
            Topics topics,
            int partitions,
            FlightLimits limits,
            Duration punctuateInterval,
            Registry registry,
            Surroundings surroundings) {
        this.topics = topics;
        this.parts =
                new Parts(
                        topics,
                        registry,
                        new Placement(partitions),
                        limits,
                        punctuateInterval,
                        surroundings,
                        new LanePulse());
    }

    public Topology build() {
        var topology = new Topology();
        source(topology, Nodes.IMAGES, topics.images());
        source(topology, Nodes.RESULTS, topics.inferenceResults());
        topology.addProcessor(Nodes.ADMIT, () -> new Admit(parts), Nodes.IMAGES);
        topology.addProcessor(Nodes.SETTLE, () -> new Settle(parts), Nodes.RESULTS);
        topology.addStateStore(states(), Nodes.ADMIT, Nodes.SETTLE);
        topology.addStateStore(due(), Nodes.ADMIT, Nodes.SETTLE);

        sink(topology, Nodes.REROUTED, topics.images(), Nodes.ADMIT);
        sink(
                topology,
                Nodes.REQUESTS_INTERACTIVE,
                topics.inferenceRequests(Lane.INTERACTIVE),
                Nodes.ADMIT,
                Nodes.SETTLE);
        sink(
                topology,
                Nodes.REQUESTS_BULK,
                topics.inferenceRequests(Lane.BULK),
                Nodes.ADMIT,
                Nodes.SETTLE);
        sink(topology, Nodes.ANNOTATIONS, topics.annotations(), Nodes.ADMIT, Nodes.SETTLE);
        sink(topology, Nodes.SEARCH_DOCUMENTS, topics.searchDocuments(), Nodes.ADMIT, Nodes.SETTLE);
        sink(topology, Nodes.MODERATION_DECISIONS, topics.moderationDecisions(), Nodes.ADMIT);
        sink(topology, Nodes.DEAD_LETTERS, topics.deadLetters(), Nodes.ADMIT, Nodes.SETTLE);
        return topology;
    }

    private static void source(Topology topology, String name, String topic) {
        // values are read by the processors, which know the place that an error has to name;
        // and a record without a valid time must not stop the stream
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                (record, _) ->
                        record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis(),
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    private static void sink(Topology topology, String name, String topic, String... parents) {
        topology.addSink(
                name, topic, new StringSerializer(), new ByteArraySerializer(), byKey(), parents);
    }

    /** By the key, whatever partitioner the producer is configured with. */
    private static StreamPartitioner<String, byte[]> byKey() {
        return (_, key, _, partitions) ->
                Optional.of(Set.of(new Placement(partitions).partition(key)));
    }

    private StoreBuilder<KeyValueStore<String, ImageState>> states() {
        var serde = RecordSerde.of(parts.registry(), ImageState.class, topics.imageStatesSubject());
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Nodes.IMAGE_STATES),
                        String(),
                        new PatientSerde<>(serde, parts.patience()))
                .withLoggingEnabled(CHANGELOG);
    }

    private static StoreBuilder<KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]>> due() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Nodes.IMAGE_DUE), Bytes(), ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
