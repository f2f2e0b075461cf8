package io.groundstream.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.schemas.serde.Registry;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The contracts of another release, as programs that were built with it have them. */
final class Release {
    /** A symbol that each enum of the later release has beside ours. */
    static final String LATER = "LATER";

    private static final Path RELEASED = Path.of("../schemas/contracts/released");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADER_BYTES = 5;

    private final UnaryOperator<Schema> of;

    private Release(UnaryOperator<Schema> of) {
        this.of = of;
    }

    static Release past(String version) {
        return new Release(
                ours -> parse(file(RELEASED.resolve(version).resolve(ours.getName() + ".avsc"))));
    }

    /** Ours with one more field in the record and one more symbol in each enum. */
    static Release future() {
        return new Release(ours -> parse(later(ours)));
    }

    /** A record with every default. */
    GenericRecord empty(Schema ours) {
        return new GenericRecordBuilder(of.apply(ours)).build();
    }

    /** Registers the schema, as that release's admin step would. */
    byte[] encode(Registry registry, String subject, GenericRecord value) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0);
        int id = registry.register(subject, value.getSchema());
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** As a program of that release reads what ours has written. */
    GenericRecord decode(Registry registry, Schema ours, byte[] bytes) {
        var writer = registry.byId(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
        var decoder =
                DecoderFactory.get()
                        .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        try {
            return new GenericDatumReader<GenericRecord>(writer, of.apply(ours))
                    .read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Schema schema(Schema ours) {
        return of.apply(ours);
    }

    private static JsonNode later(Schema ours) {
        try {
            var tree = (ObjectNode) JSON.readTree(ours.toString());
            addSymbols(tree);
            tree.withArray("fields")
                    .addObject()
                    .put("name", "ofLater")
                    .put("type", "string")
                    .put("default", "later");
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addSymbols(JsonNode node) {
        if (node.path("type").asText().equals("enum")) {
            ((ArrayNode) node.path("symbols")).add(LATER);
        }
        node.forEach(Release::addSymbols);
    }

    private static JsonNode file(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(JsonNode tree) {
        return new Schema.Parser().parse(tree.toString());
    }
}
