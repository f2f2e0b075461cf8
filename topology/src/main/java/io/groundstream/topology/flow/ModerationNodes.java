package io.groundstream.topology.flow;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.String;

import io.groundstream.schemas.avro.ModerationState;
import io.groundstream.schemas.avro.ModerationWalk;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.serde.RecordSerde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import java.util.Map;

/** The nodes and stores of moderation, beside those that the images pass. */
final class ModerationNodes {
    private static final Map<String, String> CHANGELOG =
            Map.of("max.message.bytes", Integer.toString(TopicSpec.MAX_RECORD_BYTES));

    private ModerationNodes() {}

    /**
     * Adds the policies, and the stores of the processors that end image versions.
     *
     * @param overrides the node that reads people's overrides, already there
     * @param endings processors that end image versions
     */
    static void add(Topology topology, Parts parts, String overrides, String... endings) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(Nodes.POLICIES), String(), ByteArray())
                        .withLoggingDisabled(),
                Nodes.POLICIES_SOURCE,
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                parts.topics().moderationPolicies(),
                Nodes.KEEP_POLICIES,
                () -> new KeepPolicies(parts.policies()));
        topology.addProcessor(Nodes.OVERRULE, () -> new Overrule(parts), overrides);
        var states =
                store(
                        parts,
                        Nodes.MODERATION,
                        ModerationState.class,
                        parts.topics().moderationStatesSubject());
        topology.addStateStore(states, Nodes.OVERRULE);
        for (var ending : endings) {
            topology.connectProcessorAndStateStores(ending, Nodes.MODERATION);
        }
        topology.addStateStore(
                store(
                        parts,
                        Nodes.MODERATION_WALK,
                        ModerationWalk.class,
                        parts.topics().moderationWalksSubject()),
                Nodes.OVERRULE);
    }

    private static <T extends SpecificRecord> StoreBuilder<KeyValueStore<String, T>> store(
            Parts parts, String name, Class<T> type, String subject) {
        var serde = RecordSerde.of(parts.registry(), type, subject);
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name),
                        String(),
                        new PatientSerde<>(serde, parts.patience()))
                .withLoggingEnabled(CHANGELOG);
    }
}
