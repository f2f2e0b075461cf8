package io.groundstream.schemas.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link Encoder} and {@link Decoder} where Kafka wants a serde; null is null. Kafka does not tell
 * a serde the partition and offset, so code that must answer for a bad record uses the decoder
 * itself.
 */
public final class RecordSerde<T extends SpecificRecord> implements Serde<@Nullable T> {
    private final Encoder<T> encoder;
    private final Decoder<T> decoder;

    private RecordSerde(Encoder<T> encoder, Decoder<T> decoder) {
        this.encoder = encoder;
        this.decoder = decoder;
    }

    public static <T extends SpecificRecord> RecordSerde<T> of(
            Registry registry, Class<T> type, String subject) {
        return new RecordSerde<>(new Encoder<>(registry, subject), new Decoder<>(registry, type));
    }

    @Override
    public Serializer<@Nullable T> serializer() {
        return (_, value) -> value == null ? null : encoder.encode(value);
    }

    @Override
    public Deserializer<@Nullable T> deserializer() {
        return (topic, bytes) ->
                bytes == null ? null : decoder.decode(Place.unknownIn(topic), bytes);
    }
}
