package io.groundstream.connect;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.groundstream.schemas.avro.SearchDocument;

import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.json.JsonConverter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Plays the part of the sink connectors as they are configured here: the record's key is the
 * document's id, its offset the external version, a tombstone a deletion; the value goes from Avro
 * through Connect's data model to JSON. It is not one of them: their own code is not run.
 */
final class Connector {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SearchEngine engine;
    private final String index;

    Connector(SearchEngine engine, String index) {
        this.engine = engine;
        this.index = index;
    }

    /** Delivers a document; the status of its item in the answer. */
    int deliver(SearchDocument document, long offset) throws IOException, InterruptedException {
        return bulk("index", document.getImageId(), offset, payload(document) + "\n");
    }

    /** Delivers a tombstone. */
    int deliverTombstone(String imageId, long offset) throws IOException, InterruptedException {
        return bulk("delete", imageId, offset, "");
    }

    /** What an index is sent: Avro's bytes through the converter, with schemas.enable=false. */
    static String payload(SearchDocument document) throws IOException {
        var schema = document.getSchema();
        var bytes = SearchDocument.getEncoder().encode(document).array();
        var reader = new GenericDatumReader<GenericRecord>(schema);
        // behind the marker and the fingerprint of a single object
        var decoder = DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null);
        var data = new AvroData(10).toConnectData(schema, reader.read(null, decoder));
        try (var json = new JsonConverter()) {
            json.configure(Map.of("schemas.enable", "false"), false);
            var value = json.fromConnectData("search-documents", data.schema(), data.value());
            return new String(value, StandardCharsets.UTF_8);
        }
    }

    private int bulk(String action, String imageId, long offset, String payload)
            throws IOException, InterruptedException {
        var operation = JSON.createObjectNode();
        operation
                .putObject(action)
                .put("_index", index)
                .put("_id", imageId)
                .put("version", offset)
                .put("version_type", "external");
        var answer = engine.post("/_bulk?refresh=true", operation + "\n" + payload);
        return answer.status() == 200
                ? answer.body().at("/items/0/" + action + "/status").asInt()
                : answer.status();
    }
}
