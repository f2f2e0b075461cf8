package io.groundstream.console.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.groundstream.console.web.Problem;
import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A JSON object that may have some fields and no others. What is wrong with it is told under the
 * code that its resource has for that. A null field counts as absent.
 */
public final class JsonBody {
    private static final int MOST_BYTES = 1 << 20;
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final String code;
    private final JsonNode root;

    private JsonBody(String code, JsonNode root) {
        this.code = code;
        this.root = root;
    }

    public static JsonBody of(Context request, String code, String... known) throws IOException {
        var body = new JsonBody(code, parse(Bodies.read(request, MOST_BYTES), code));
        var names = Set.of(known);
        for (var field : body.root.properties()) {
            if (!names.contains(field.getKey())) {
                throw body.bad(
                        "the body has an unknown field, it may have " + Arrays.toString(known));
            }
        }
        return body;
    }

    public boolean has(String name) {
        return root.hasNonNull(name);
    }

    public String text(String name) {
        var value = root.path(name);
        if (!value.isTextual()) {
            throw bad(name + " must be text");
        }
        return value.asText();
    }

    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** One to so many texts of up to so many characters. */
    public List<String> texts(String name, int most, int mostChars) {
        var values = root.path(name);
        if (!values.isArray() || values.isEmpty() || values.size() > most) {
            throw bad(name + " must be a list of 1 to " + most + " texts");
        }
        var texts = new ArrayList<String>();
        for (var value : values) {
            if (!value.isTextual() || value.asText().isEmpty() || tooLong(value, mostChars)) {
                throw bad(name + " must be texts of 1 to " + mostChars + " characters");
            }
            texts.add(value.asText());
        }
        return texts;
    }

    public boolean flag(String name) {
        if (has(name) && !root.path(name).isBoolean()) {
            throw bad(name + " must be true or false");
        }
        return root.path(name).asBoolean(false);
    }

    public int integer(String name, int otherwise, int least, int most) {
        if (!has(name)) {
            return otherwise;
        }
        var value = root.path(name);
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw bad(name + " must be " + least + " to " + most);
        }
        return value.asInt();
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        var text = text(name);
        var found = find(text, type);
        if (found == null) {
            throw bad(name + " must be one of " + Arrays.toString(type.getEnumConstants()));
        }
        return found;
    }

    public Problem bad(String message) {
        return new Problem(400, code, message);
    }

    private static <E extends Enum<E>> @Nullable E find(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static boolean tooLong(JsonNode value, int mostChars) {
        return value.asText().length() > mostChars;
    }

    private static JsonNode parse(byte[] bytes, String code) throws IOException {
        try {
            var root = JSON.readTree(bytes);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException _) {
            // is told below; the parser's own words quote the body
        }
        throw new Problem(400, code, "the body must be one JSON object");
    }
}
