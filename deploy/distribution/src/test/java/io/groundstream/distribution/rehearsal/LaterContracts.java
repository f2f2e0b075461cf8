package io.groundstream.distribution.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.schemas.catalog.StoreSpec;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;

import org.apache.avro.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The contracts of a later release: each record, also those within others, has one more field with
 * a default and a doc, and each enum that has a default one more symbol. Lanes have none: a lane is
 * a topic, and the code, which is this release's, has one for each lane.
 */
final class LaterContracts {
    static final String FIELD = "ofLater";
    static final String VALUE = "later";

    private static final String SYMBOL = "LATER";
    private static final ObjectMapper JSON = new ObjectMapper();

    private LaterContracts() {}

    /** Of every topic and every store. */
    static List<Schema> all() {
        var topics = new Topics("");
        return Stream.concat(
                        TopicSpec.all(topics).stream().map(TopicSpec::schema),
                        StoreSpec.all(topics).stream().map(StoreSpec::schema))
                .map(LaterContracts::of)
                .toList();
    }

    static Schema of(Schema ours) {
        try {
            var tree = JSON.readTree(ours.toString());
            grow(tree);
            return new Schema.Parser().parse(tree.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void grow(JsonNode node) {
        // first what stands within, so that the new field is not looked at
        node.forEach(LaterContracts::grow);
        switch (node.path("type").asText()) {
            case "record" ->
                    ((ArrayNode) node.path("fields"))
                            .addObject()
                            .put("name", FIELD)
                            .<ObjectNode>set("type", string())
                            .put("default", VALUE)
                            .put("doc", "What only a later release knows.");
            case "enum" -> {
                if (node.has("default") && !node.path("name").asText().equals("Lane")) {
                    ((ArrayNode) node.path("symbols")).add(SYMBOL);
                }
            }
            default -> {}
        }
    }

    /** As the contracts' own texts are generated. */
    private static ObjectNode string() {
        return JSON.createObjectNode().put("type", "string").put("avro.java.string", "String");
    }
}
