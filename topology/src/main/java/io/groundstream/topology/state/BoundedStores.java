package io.groundstream.topology.state;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

import java.util.Map;

/** Gives every store its share of the instance's {@link StateMemory}. Made by Kafka Streams. */
public final class BoundedStores implements RocksDBConfigSetter {
    /** Under which the configuration of Kafka Streams carries the memory. */
    public static final String MEMORY = "groundstream.state.memory";

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        ((StateMemory) requireNonNull(configs.get(MEMORY))).bound(options);
    }

    @Override
    public void close(String store, Options options) {
        // the memory outlives its stores
    }
}
