package io.groundstream.search.follow;

import io.groundstream.schemas.serde.TrustedRecords;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.lucene.util.BytesRef;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Records as an index keeps them: Avro binary under our own schema, so that reading asks no
 * registry. Safe for use by many threads.
 */
final class Records<T extends SpecificRecord> {
    static {
        TrustedRecords.vouch();
    }

    private final SpecificData model;
    private final Schema schema;

    Records(Class<T> type) {
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
    }

    /** Differs where one could not read what the other has written. */
    String format() {
        return Long.toHexString(SchemaNormalization.parsingFingerprint64(schema));
    }

    byte[] encode(T record) {
        var bytes = new ByteArrayOutputStream(512);
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<T>(schema, model).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    T decode(BytesRef bytes) {
        var decoder =
                DecoderFactory.get().binaryDecoder(bytes.bytes, bytes.offset, bytes.length, null);
        try {
            @SuppressWarnings("unchecked") // the model's reader of the type's own schema
            var reader = (DatumReader<T>) model.createDatumReader(schema);
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
