package io.groundstream.topology.flow;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** A serde that waits for the registry instead of failing while it cannot be asked. */
record PatientSerde<T>(Serde<T> serde, Patience patience) implements Serde<T> {
    @Override
    public Serializer<T> serializer() {
        var inner = serde.serializer();
        return (topic, value) -> patience.ask(() -> inner.serialize(topic, value));
    }

    @Override
    public Deserializer<T> deserializer() {
        var inner = serde.deserializer();
        return (topic, bytes) -> patience.ask(() -> inner.deserialize(topic, bytes));
    }
}
