package io.groundstream.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Writes records of one subject. The schema is looked up, never registered: an unknown one means
 * that the admin step has not run for this release. Safe for use by many threads.
 */
public final class Encoder<T extends SpecificRecord> {
    static {
        TrustedRecords.vouch();
    }

    private final Registry registry;
    private final String subject;
    private volatile @Nullable Known<T> known;

    public Encoder(Registry registry, String subject) {
        this.registry = registry;
        this.subject = subject;
    }

    /**
     * The record in Confluent's wire format.
     *
     * @throws UnknownSchemaException if the subject does not have the record's schema
     * @throws RegistryUnavailableException if the registry has to be asked and cannot be
     */
    public byte[] encode(T value) {
        var known = known(value);
        var bytes = new ByteArrayOutputStream(512);
        bytes.write(Decoder.MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(known.id()).array());
        // with a buffer of its own: without one each field is a call to a synchronized method
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            known.writer().write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The registry's client compares schemas field by field, at each record. */
    @SuppressWarnings("ReferenceEquality") // of one type there is one, and asking is right as well
    private Known<T> known(T value) {
        var schema = value.getSchema();
        var last = known;
        if (last != null && last.schema() == schema) {
            return last;
        }
        var model = SpecificData.getForClass(value.getClass());
        var now =
                new Known<T>(
                        schema,
                        registry.idOf(subject, schema),
                        new SpecificDatumWriter<>(schema, model));
        known = now;
        return now;
    }

    /** A writer keeps no state, so that threads may share it. */
    private record Known<T>(Schema schema, int id, DatumWriter<T> writer) {}
}
