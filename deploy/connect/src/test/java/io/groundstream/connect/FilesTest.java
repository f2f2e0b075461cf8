package io.groundstream.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.catalog.Topics;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files that we hand out, against the contract. */
class FilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"opensearch-index.json", "elasticsearch-index.json"})
    void everyFieldOfTheContractIsMappedAndNoOther(String file) throws Exception {
        var mapping = JSON.readTree(Path.of(file).toFile()).path("mappings");

        assertThat(mapped("", mapping))
                .containsExactlyInAnyOrderElementsOf(fields("", SearchDocument.getClassSchema()));
        assertThat(mapping.at("/properties/entities/type").asText()).isEqualTo("nested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opensearch-sink.json", "elasticsearch-sink.json"})
    void theConnectorReadsTheTopicCommittedUnderItsKeysWithDeletions(String file) throws Exception {
        var config = JSON.readTree(Path.of(file).toFile()).path("config");

        assertThat(config.path("topics").asText()).isEqualTo(new Topics("").searchDocuments());
        assertThat(config.path("key.ignore").asText()).isEqualTo("false");
        assertThat(config.path("behavior.on.null.values").asText()).isEqualTo("delete");
        assertThat(config.path("consumer.override.isolation.level").asText())
                .isEqualTo("read_committed");
    }

    @Test
    void theConverterMakesPlainJsonOfADocument() throws Exception {
        var document = Documents.of("a", Map.of("a.b", "c"), Documents.entity("a cat", 0.9, 0.25));
        var payload = JSON.readTree(Connector.payload(document));

        assertThat(payload.path("imageId").asText()).isEqualTo("a");
        assertThat(payload.path("annotatedAt").isIntegralNumber()).isTrue();
        assertThat(payload.path("annotatedAt").asLong())
                .isEqualTo(Documents.ANNOTATED.toEpochMilli());
        assertThat(payload.path("attributes").path("a.b").asText()).isEqualTo("c");
        assertThat(payload.path("detailedCaption").isNull()).isTrue();
        assertThat(payload.path("version").path("offset").asLong()).isEqualTo(-1);
        assertThat(payload.at("/entities/1/confidence").asDouble()).isEqualTo(0.25);
        assertThat(payload.at("/entities/1/box/x1").asDouble()).isEqualTo(0.5);
        assertThat(payload.at("/phrases/0").asText()).isEqualTo("a cat");
    }

    private static List<String> mapped(String prefix, JsonNode node) {
        var names = new ArrayList<String>();
        for (var property : node.path("properties").properties()) {
            var name = prefix + property.getKey();
            if (property.getValue().has("properties")) {
                names.addAll(mapped(name + ".", property.getValue()));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private static List<String> fields(String prefix, Schema schema) {
        var names = new ArrayList<String>();
        for (var field : schema.getFields()) {
            var type = field.schema();
            type = type.getType() == Schema.Type.ARRAY ? type.getElementType() : type;
            var name = prefix + field.name();
            if (type.getType() == Schema.Type.RECORD) {
                names.addAll(fields(name + ".", type));
            } else {
                names.add(name);
            }
        }
        return names;
    }
}
