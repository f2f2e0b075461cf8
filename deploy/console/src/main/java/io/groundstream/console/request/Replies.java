package io.groundstream.console.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.javalin.http.Context;

/** Answers in JSON. */
public final class Replies {
    private Replies() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static void send(Context request, JsonNode answer) {
        request.contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(answer.toString());
    }
}
