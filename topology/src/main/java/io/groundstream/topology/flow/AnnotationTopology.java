package io.groundstream.topology.flow;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.Bytes;
import static org.apache.kafka.common.serialization.Serdes.String;

import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.WorkResult;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.schemas.avro.WorkWaiter;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.decide.LanePulse;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * images → claims, answers → annotations, dead letters and moderation's decisions; and, by work
 * key, claims → requests, results → answers. Every version of an image ends once, and outputs are
 * written only while their version is the current one.
 */
public final class AnnotationTopology {
    private static final Map<String, String> CHANGELOG =
            Map.of("max.message.bytes", Integer.toString(TopicSpec.MAX_RECORD_BYTES));

    private final Topics topics;
    private final Parts parts;

    /**
     * Prepares to build; nothing is started.
     *
     * @param partitions of images
     */
    public AnnotationTopology(
            Topics topics,
            int partitions,
            FlowSettings settings,
            Registry registry,
            Surroundings surroundings) {
        this.topics = topics;
        this.parts =
                new Parts(
                        topics,
                        registry,
                        new Placement(partitions),
                        settings,
                        surroundings,
                        new LanePulse(),
                        new Unforeseen(surroundings.meters()),
                        new Policies(topics, registry, surroundings));
    }

    public Topology build() {
        var topology = new Topology();
        addImages(topology);
        addWork(topology);
        return topology;
    }

    /** The half that is keyed by image: it knows versions, and nothing of runners. */
    void addImages(Topology topology) {
        source(topology, Nodes.IMAGES, topics.images());
        source(topology, Nodes.ANSWERS, topics.answers());
        source(topology, Nodes.OVERRIDES, topics.moderationOverrides());
        topology.addProcessor(Nodes.ADMIT, () -> new Admit(parts), Nodes.IMAGES);
        topology.addProcessor(Nodes.SETTLE, () -> new Settle(parts), Nodes.ANSWERS);
        topology.addStateStore(
                store(
                        Nodes.IMAGE_STATES,
                        String(),
                        parts.patient(ImageState.class, topics.imageStatesSubject())),
                Nodes.ADMIT,
                Nodes.SETTLE);
        ModerationNodes.add(topology, parts, Nodes.OVERRIDES, Nodes.ADMIT, Nodes.SETTLE);

        sink(topology, Nodes.REROUTED, topics.images(), Nodes.ADMIT);
        sink(topology, Nodes.CLAIMS_OUT, topics.claims(), Nodes.ADMIT);
        sink(topology, Nodes.ANNOTATIONS, topics.annotations(), Nodes.ADMIT, Nodes.SETTLE);
        sink(topology, Nodes.SEARCH_DOCUMENTS, topics.searchDocuments(), Nodes.ADMIT, Nodes.SETTLE);
        sink(
                topology,
                Nodes.MODERATION_DECISIONS,
                topics.moderationDecisions(),
                Nodes.ADMIT,
                Nodes.SETTLE,
                Nodes.OVERRULE);
        sink(topology, Nodes.OVERRIDES_REROUTED, topics.moderationOverrides(), Nodes.OVERRULE);
        sink(topology, Nodes.DEAD_LETTERS, topics.deadLetters(), Nodes.ADMIT, Nodes.SETTLE);
    }

    /** The half that is keyed by work: it knows who waits for what, and nothing of versions. */
    void addWork(Topology topology) {
        var both = new String[] {Nodes.DISPATCH, Nodes.COLLECT};
        source(topology, Nodes.CLAIMS, topics.claims());
        source(topology, Nodes.RESULTS, topics.inferenceResults());
        topology.addProcessor(Nodes.DISPATCH, () -> new Dispatch(parts), Nodes.CLAIMS);
        topology.addProcessor(Nodes.COLLECT, () -> new Collect(parts), Nodes.RESULTS);
        topology.addStateStore(
                store(
                        Nodes.WORK_STATES,
                        String(),
                        parts.patient(WorkState.class, topics.workStatesSubject())),
                both);
        topology.addStateStore(
                store(
                        Nodes.WORK_WAITERS,
                        Bytes(),
                        parts.patient(WorkWaiter.class, topics.workWaitersSubject())),
                both);
        topology.addStateStore(store(Nodes.WORK_DUE, Bytes(), ByteArray()), both);
        topology.addStateStore(results(), both);

        sink(topology, Nodes.ANSWERS_OUT, topics.answers(), both);
        sink(
                topology,
                Nodes.REQUESTS_INTERACTIVE,
                topics.inferenceRequests(Lane.INTERACTIVE),
                both);
        sink(topology, Nodes.REQUESTS_BULK, topics.inferenceRequests(Lane.BULK), both);
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

    /** A store whose changelog takes as large values as the topics do. */
    static <K, V> StoreBuilder<KeyValueStore<K, V>> store(
            String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
                .withLoggingEnabled(CHANGELOG);
    }

    /** Whole segments of time are dropped, so that nothing has to be looked for to be deleted. */
    private StoreBuilder<WindowStore<String, WorkResult>> results() {
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(
                                Nodes.WORK_RESULTS,
                                parts.reuse().ttl(),
                                Duration.ofMillis(1),
                                false),
                        String(),
                        parts.patient(WorkResult.class, topics.workResultsSubject()))
                .withLoggingEnabled(CHANGELOG);
    }
}
