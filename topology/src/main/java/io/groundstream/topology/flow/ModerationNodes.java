package io.groundstream.topology.flow;

import static org.apache.kafka.common.serialization.Serdes.ByteArray;
import static org.apache.kafka.common.serialization.Serdes.String;

import io.groundstream.schemas.avro.ModerationState;
import io.groundstream.schemas.avro.ModerationWalk;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** The nodes and stores of moderation, beside those that the images pass. */
final class ModerationNodes {
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
                AnnotationTopology.store(
                        Nodes.MODERATION,
                        String(),
                        parts.patient(
                                ModerationState.class, parts.topics().moderationStatesSubject()));
        topology.addStateStore(states, Nodes.OVERRULE);
        for (var ending : endings) {
            topology.connectProcessorAndStateStores(ending, Nodes.MODERATION);
        }
        topology.addStateStore(
                AnnotationTopology.store(
                        Nodes.MODERATION_WALK,
                        String(),
                        parts.patient(
                                ModerationWalk.class, parts.topics().moderationWalksSubject())),
                Nodes.OVERRULE);
    }
}
