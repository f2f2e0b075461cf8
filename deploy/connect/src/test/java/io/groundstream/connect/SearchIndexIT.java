package io.groundstream.connect;

import static io.groundstream.connect.Documents.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Documents of our projection in a real OpenSearch, under the mapping that we hand out. */
class SearchIndexIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir static Path folder;

    private static SearchEngine engine;
    private static int indices;

    private String index;
    private Connector connector;

    @BeforeAll
    static void start() throws Exception {
        engine = SearchEngine.start(folder);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void create() throws Exception {
        connector = connector(Files.readString(Path.of("opensearch-index.json")));
    }

    @Test
    void anImageIsFoundByAPhraseWithAConfidence() throws Exception {
        connector.deliver(Documents.of("sure", Map.of(), entity("a red ball", 0.9)), 0);
        connector.deliver(Documents.of("unsure", Map.of(), entity("a red ball", 0.3)), 1);
        connector.deliver(Documents.of("other", Map.of(), entity("a blue ball", 0.95)), 2);
        connector.deliver(Documents.of("second box", Map.of(), entity("red balls", 0.2, 0.85)), 3);

        assertThat(find("a red ball", 0.8)).containsExactlyInAnyOrder("sure", "second box");
        assertThat(find("a red ball", 0.2)).contains("sure", "unsure");
    }

    @Test
    void theConfidenceOfOnePhraseIsNotThatOfAnother() throws Exception {
        var document = Documents.of("both", Map.of(), entity("a cat", 0.95), entity("a dog", 0.2));
        connector.deliver(document, 0);

        assertThat(find("a cat", 0.9)).containsExactly("both");
        assertThat(find("a dog", 0.9)).isEmpty();
    }

    /** The control: what the test above would find if the mapping were wrong. */
    @Test
    void withoutNestingOnePhraseBorrowsTheConfidenceOfAnother() throws Exception {
        var mapping = (ObjectNode) JSON.readTree(Path.of("opensearch-index.json").toFile());
        ((ObjectNode) mapping.at("/mappings/properties/entities")).put("type", "object");
        connector = connector(mapping.toString());
        var document = Documents.of("both", Map.of(), entity("a cat", 0.95), entity("a dog", 0.2));
        connector.deliver(document, 0);

        assertThat(search(query("a dog", 0.9).at("/query/nested/query"))).containsExactly("both");
    }

    @Test
    void aLaterDocumentReplacesTheEarlierWhollyAndAnEarlierChangesNothing() throws Exception {
        var first = Documents.of("a", Map.of("album", "holiday"), entity("a cat", 0.9));
        var second = Documents.of("a", Map.of("year", "2026"), entity("a dog", 0.9));

        assertThat(connector.deliver(first, 7)).isEqualTo(201);
        assertThat(connector.deliver(second, 8)).isEqualTo(200);
        assertThat(connector.deliver(first, 7)).as("delivered again").isEqualTo(409);

        assertThat(find("a dog", 0.5)).containsExactly("a");
        assertThat(find("a cat", 0.5)).isEmpty();
        assertThat(search(attribute("year", "2026"))).containsExactly("a");
        assertThat(search(attribute("album", "holiday"))).isEmpty();
    }

    @Test
    void aTombstoneDeletesAndWhatCameBeforeItStaysDeleted() throws Exception {
        var document = Documents.of("a", Map.of(), entity("a cat", 0.9));
        connector.deliver(document, 3);

        assertThat(connector.deliverTombstone("a", 4)).isEqualTo(200);
        assertThat(connector.deliver(document, 3)).as("delivered again").isEqualTo(409);
        assertThat(connector.deliverTombstone("never seen", 5)).isEqualTo(404);

        assertThat(find("a cat", 0.5)).isEmpty();
        assertThat(engine.get("/" + index + "/_count").body().path("count").asInt()).isZero();
    }

    @Test
    void theLongestNameAndAttributeThatTheProjectionLetsThroughAreTaken() throws Exception {
        var longest = "語".repeat(8_190);
        var name = "é".repeat(256);

        assertThat(connector.deliver(Documents.of(name, Map.of("k", longest)), 0)).isEqualTo(201);
        assertThat(search(attribute("k", longest))).containsExactly(name);
        var tooLong = Documents.of("a", Map.of());
        assertThat(engine.put(path("x".repeat(513)), Connector.payload(tooLong)).status())
                .isEqualTo(400);
        assertThat(engine.put(path("a"), "{\"attributes\":{\"k\":\"" + "x".repeat(32_767) + "\"}}"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400));
    }

    @Test
    void whateverAnAttributeIsCalledItIsTaken() throws Exception {
        var odd =
                Map.of("", "1", " ", "2", ".", "3", "a..b", "4", "a", "5", "a.b", "6", "_id", "7");

        assertThat(connector.deliver(Documents.of("odd", odd), 0)).isEqualTo(201);
    }

    @Test
    void timesAreTimes() throws Exception {
        connector.deliver(Documents.of("a", Map.of(), entity("a cat", 0.9)), 0);
        var that = Documents.ANNOTATED.toEpochMilli();
        var range = "{\"range\":{\"annotatedAt\":{\"gte\":" + that + ",\"lte\":" + that + "}}}";

        assertThat(search(JSON.readTree(range))).containsExactly("a");
    }

    private Connector connector(String mapping) throws IOException, InterruptedException {
        index = "search-documents-" + ++indices;
        var created = engine.put("/" + index, mapping);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(200);
        return new Connector(engine, index);
    }

    private List<String> find(String phrase, double confidence) throws Exception {
        return search(query(phrase, confidence).path("query"));
    }

    /** The query that we hand out, with another phrase and another confidence. */
    private static JsonNode query(String phrase, double confidence) throws IOException {
        var query = JSON.readTree(Path.of("find-phrase.json").toFile());
        var bool = query.at("/query/nested/query/bool");
        ((ObjectNode) bool.at("/must/0/match_phrase")).put("entities.phrase", phrase);
        ((ObjectNode) bool.at("/filter/0/range/entities.confidence")).put("gte", confidence);
        return query;
    }

    private static JsonNode attribute(String key, String value) {
        var query = JSON.createObjectNode();
        query.putObject("term").put("attributes." + key, value);
        return query;
    }

    private List<String> search(JsonNode query) throws Exception {
        var body = JSON.createObjectNode().set("query", query);
        var answer = engine.post("/" + index + "/_search", body.toString());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        // inner hits have an _id too
        return answer.body()
                .at("/hits/hits")
                .valueStream()
                .map(hit -> hit.path("_id").asText())
                .toList();
    }

    private String path(String imageId) {
        return "/" + index + "/_doc/" + imageId;
    }
}
