package io.groundstream.schemas.serde;

import io.groundstream.schemas.serde.BrokenRecordException.Reason;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads records of one type: magic byte 0, schema id as four bytes (big-endian), Avro binary.
 *
 * <p>The writer's schema must be of the same full name. Avro itself does not ask for that, and as
 * every field of ours has a default, any record at all would otherwise be read as an empty one.
 * Safe for use by many threads.
 */
public final class Decoder<T extends SpecificRecord> {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    static {
        TrustedRecords.vouch();
        // Avro allocates what a length in the payload claims before it looks for the bytes.
        limit("org.apache.avro.limits.bytes.maxLength", 16 << 20);
        limit("org.apache.avro.limits.string.maxLength", 4 << 20);
        limit("org.apache.avro.limits.collectionItems.maxLength", 1 << 20);
    }

    private final Registry registry;
    private final Schema ours;
    private final SpecificData model;
    // to resolve a writer's schema against ours costs more than to read a record
    private final ConcurrentHashMap<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

    public Decoder(Registry registry, Class<T> type) {
        this.registry = registry;
        this.model = SpecificData.getForClass(type);
        this.ours = model.getSchema(type);
    }

    /**
     * The record in {@code bytes}.
     *
     * @throws BrokenRecordException if these bytes can never be read
     * @throws RegistryUnavailableException if the registry has to be asked and cannot be
     */
    public T decode(Place place, byte[] bytes) {
        if (bytes.length < HEADER_BYTES) {
            throw broken(
                    Reason.TOO_SHORT, place, bytes.length + " bytes, required 5 or more", null);
        }
        if (bytes[0] != MAGIC) {
            throw broken(
                    Reason.WRONG_MAGIC_BYTE,
                    place,
                    "magic byte " + bytes[0] + ", required 0",
                    null);
        }
        var reader = reader(ByteBuffer.wrap(bytes, 1, 4).getInt(), place);
        try {
            var decoder =
                    DecoderFactory.get()
                            .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
            T value = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw broken(Reason.MALFORMED, place, "bytes left over after the record", null);
            }
            return value;
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | UnsupportedOperationException
                | ClassCastException e) {
            throw broken(Reason.MALFORMED, place, "not a " + ours.getName() + ": " + e, e);
        }
    }

    private DatumReader<T> reader(int id, Place place) {
        var known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema schema;
        try {
            schema = registry.byId(id);
        } catch (UnknownSchemaException e) {
            throw broken(Reason.UNKNOWN_SCHEMA_ID, place, "unknown schema id " + id, e);
        } catch (RegistryUnavailableException e) {
            throw new RegistryUnavailableException(e.getMessage() + ", for " + place, e);
        }
        if (schema.getType() != Schema.Type.RECORD
                || !schema.getFullName().equals(ours.getFullName())) {
            throw broken(
                    Reason.OTHER_SCHEMA,
                    place,
                    "schema " + schema.getFullName() + ", required " + ours.getFullName(),
                    null);
        }
        var fit = SchemaCompatibility.checkReaderWriterCompatibility(ours, schema);
        if (fit.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw broken(
                    Reason.OTHER_SCHEMA, place, "schema id " + id + " does not fit ours", null);
        }
        try {
            DatumReader<T> reader = model.getFastReaderBuilder().createDatumReader(schema, ours);
            // complete and without a state of its own, so that threads may share it
            readers.put(id, reader);
            return reader;
        } catch (IOException | AvroRuntimeException e) {
            throw broken(Reason.OTHER_SCHEMA, place, "schema id " + id + " does not fit ours", e);
        }
    }

    private static BrokenRecordException broken(
            Reason reason, Place place, String what, @Nullable Throwable e) {
        return new BrokenRecordException(reason, place, what, e);
    }

    private static void limit(String property, long value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Long.toString(value));
        }
    }
}
