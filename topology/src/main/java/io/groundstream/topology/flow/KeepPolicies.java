package io.groundstream.topology.flow;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each record of moderation-policies as it is, for every instance. Nothing is decoded here: a
 * failure of the thread that fills global stores ends the instance.
 */
final class KeepPolicies implements Processor<String, byte[], Void, Void> {
    private final Policies policies;
    private @Nullable KeyValueStore<String, byte[]> store;

    KeepPolicies(Policies policies) {
        this.policies = policies;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        KeyValueStore<String, byte[]> kept = context.getStateStore(Nodes.POLICIES);
        try (var all = kept.all()) {
            all.forEachRemaining(entry -> policies.put(entry.key, entry.value));
        }
        store = kept;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() != null) {
            requireNonNull(store).put(record.key(), record.value());
            policies.put(record.key(), record.value());
        }
    }
}
