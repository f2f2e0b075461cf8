package io.groundstream.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/**
 * A contract's own fields in plain JSON: no wrappers around unions, times in ISO 8601, and no
 * bytes, which say nothing on a screen.
 */
public final class PlainJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlainJson() {}

    public static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case IndexedRecord record -> object(record);
            case Map<?, ?> map -> {
                var node = JSON.objectNode();
                map.forEach((key, item) -> node.set(String.valueOf(key), of(item)));
                yield node;
            }
            case Iterable<?> items -> {
                var node = JSON.arrayNode();
                items.forEach(item -> node.add(of(item)));
                yield node;
            }
            case Boolean flag -> JSON.booleanNode(flag);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Float number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Instant time -> JSON.textNode(time.toString());
            default -> JSON.textNode(value.toString());
        };
    }

    private static JsonNode object(IndexedRecord record) {
        var node = JSON.objectNode();
        for (var field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (!(value instanceof ByteBuffer)) {
                node.set(field.name(), of(value));
            }
        }
        return node;
    }
}
