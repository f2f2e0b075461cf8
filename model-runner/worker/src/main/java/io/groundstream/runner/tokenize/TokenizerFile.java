package io.groundstream.runner.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code tokenizer.json}, whole and in a form that knows words only.
 *
 * <p>The words-only form has no added tokens, and the vocabulary's entries for control tokens are
 * renamed to what {@link #harmless} removes from each text: no text can be cut into them.
 */
final class TokenizerFile {
    private static final char UNMATCHABLE = '\uffff';

    private final ObjectNode whole;
    private final List<ControlToken> controls;

    private TokenizerFile(ObjectNode whole, Set<Integer> slots) {
        this.whole = whole;
        controls = new ArrayList<>();
        whole.path("added_tokens").forEach(token -> controls.add(control(token)));
        JsonNode vocabulary = whole.path("model").path("vocab");
        if (vocabulary instanceof ArrayNode list) {
            slots.stream()
                    .filter(list::has)
                    .sorted()
                    .forEach(id -> addSlot(list.get(id).get(0).asText(), id));
        } else {
            vocabulary.properties().stream()
                    .filter(entry -> slots.contains(entry.getValue().asInt()))
                    .forEach(entry -> addSlot(entry.getKey(), entry.getValue().asInt()));
        }
    }

    /**
     * @param slots ids of image slots; where such a slot has a tag's looks, it is control too
     */
    static TokenizerFile read(Path file, Set<Integer> slots) throws IOException {
        ObjectNode whole = (ObjectNode) new ObjectMapper().readTree(Files.readString(file));
        return new TokenizerFile(whole, slots);
    }

    private void addSlot(String name, int id) {
        if (name.length() > 2 && name.startsWith("<") && name.endsWith(">")) {
            controls.add(new ControlToken(id, name, false, false, false));
        }
    }

    private static ControlToken control(JsonNode token) {
        return new ControlToken(
                token.path("id").asInt(),
                token.path("content").asText(),
                token.path("lstrip").asBoolean(),
                token.path("rstrip").asBoolean(),
                token.path("special").asBoolean());
    }

    List<ControlToken> controls() {
        return controls;
    }

    byte[] whole() {
        ObjectNode copy = whole.deepCopy();
        copy.putNull("truncation");
        copy.putNull("padding");
        return bytes(copy);
    }

    /**
     * The words-only form.
     *
     * @param unknown the token of unknown words, which has to keep its name
     */
    byte[] wordsOnly(int unknown) {
        ObjectNode copy = whole.deepCopy();
        copy.putArray("added_tokens");
        copy.putNull("post_processor");
        copy.putNull("truncation");
        copy.putNull("padding");
        Set<String> names = new HashSet<>();
        controls.stream()
                .filter(control -> control.id() != unknown)
                .forEach(control -> names.add(control.content()));
        if (copy.path("model").path("vocab") instanceof ArrayNode list) {
            for (int id = 0; id < list.size(); id++) {
                ArrayNode entry = (ArrayNode) list.get(id);
                if (names.contains(entry.get(0).asText())) {
                    entry.set(0, UNMATCHABLE + Integer.toString(id));
                }
            }
        } else if (copy.path("model").path("vocab") instanceof ObjectNode map) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(map.properties())) {
                int id = entry.getValue().asInt();
                if (names.contains(entry.getKey())) {
                    map.remove(entry.getKey());
                    map.put(UNMATCHABLE + Integer.toString(id), id);
                }
            }
        }
        // A prompt never begins with words, so no stretch of words is the first.
        copy.findParents("prepend_scheme").stream()
                .filter(parent -> parent.path("prepend_scheme").asText().equals("first"))
                .forEach(parent -> ((ObjectNode) parent).put("prepend_scheme", "never"));
        return bytes(copy);
    }

    /** A user's text without what the words-only form relies on. */
    static String harmless(String text) {
        return text.replace(UNMATCHABLE, '\ufffd');
    }

    private static byte[] bytes(ObjectNode tokenizer) {
        return tokenizer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
