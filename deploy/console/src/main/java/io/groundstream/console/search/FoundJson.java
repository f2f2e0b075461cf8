package io.groundstream.console.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.schemas.json.PlainJson;
import io.groundstream.search.Found;
import io.groundstream.search.Found.Highlight;
import io.groundstream.search.Found.Hit;

/** What was found, as JSON. Texts are the stream's own, never markup. */
final class FoundJson {
    private FoundJson() {}

    static ObjectNode of(String query, Found found, long millis) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("query", query).put("total", found.total()).put("took", millis);
        answer.put("next", found.next());
        var items = answer.putArray("items");
        found.hits().forEach(hit -> items.add(item(hit)));
        var facets = answer.putArray("facets");
        found.facets()
                .forEach(
                        facet ->
                                facets.addObject()
                                        .put("phrase", facet.phrase())
                                        .put("count", facet.count()));
        return answer;
    }

    private static ObjectNode item(Hit hit) {
        var document = hit.document();
        var item = JsonNodeFactory.instance.objectNode();
        item.put("imageId", document.getImageId());
        item.set("version", PlainJson.of(document.getVersion()));
        item.put("score", hit.score()).put("caption", document.getCaption());
        var highlights = item.putArray("highlights");
        hit.highlights().forEach(highlight -> highlights.add(highlight(highlight)));
        var entities = item.putArray("matchedEntities");
        hit.entities().forEach(entities::add);
        item.set("document", PlainJson.of(document));
        return item;
    }

    private static ObjectNode highlight(Highlight highlight) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("field", highlight.field()).put("text", highlight.text());
        var spans = node.putArray("spans");
        highlight.spans().forEach(span -> spans.addArray().add(span.start()).add(span.end()));
        return node;
    }
}
