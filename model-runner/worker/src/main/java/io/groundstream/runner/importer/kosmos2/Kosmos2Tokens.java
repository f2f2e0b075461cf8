package io.groundstream.runner.importer.kosmos2;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.runner.bundle.Manifest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the ids of the control tokens in a checkpoint's {@code tokenizer.json}. */
final class Kosmos2Tokens {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> problems;

    private Kosmos2Tokens(JsonNode tokenizer, List<String> problems) {
        this.problems = problems;
        for (JsonNode token : tokenizer.path("added_tokens")) {
            ids.put(token.path("content").asText(), token.path("id").asInt());
        }
    }

    static Manifest.Tokens read(JsonNode tokenizer, int locations, List<String> problems) {
        var tokens = new Kosmos2Tokens(tokenizer, problems);
        int first = tokens.id("<patch_index_0000>");
        for (int i = 1; i < locations; i++) {
            String location = "<patch_index_%04d>".formatted(i);
            if (tokens.id(location) != first + i) {
                problems.add("tokenizer.json: " + location + " must have id " + (first + i));
                break;
            }
        }
        int unknown = tokens.id("<unk>");
        return new Manifest.Tokens(
                tokens.id("<s>"),
                tokens.id("<pad>"),
                tokens.id("</s>"),
                unknown,
                tokens.id("<image>"),
                tokens.id("</image>"),
                unknown + 1,
                tokens.id("<phrase>"),
                tokens.id("</phrase>"),
                tokens.id("<object>"),
                tokens.id("</object>"),
                tokens.id("</delimiter_of_multi_objects/>"),
                tokens.id("<grounding>"),
                first);
    }

    private int id(String content) {
        Integer id = ids.get(content);
        if (id == null) {
            problems.add("tokenizer.json: there is no added token " + content);
            return -1;
        }
        return id;
    }
}
