package io.groundstream.runner.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.runner.goldens.Lines;
import io.groundstream.runner.goldens.Released;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Phrases of many scripts beside the reference's tokenizer, in the released vocabulary's layout.
 */
class WordsGoldenTest {
    @Test
    void cutsWordsAsTheReferenceDoesAndPutsThemTogetherAgain() {
        List<JsonNode> goldens = Lines.read("released/words.jsonl.gz");

        assertThat(goldens).hasSizeGreaterThanOrEqualTo(2_000);
        try (var tokenizer = Tokenizer.open(Released.SLIM.bundle())) {
            int words = Released.SLIM.bundle().manifest().latents() + 5;
            for (JsonNode golden : goldens) {
                String text = golden.get(0).asText();
                long[] prompt = tokenizer.encode(PromptRequest.of("GROUND_PHRASE", text));
                long[] ids = Arrays.copyOfRange(prompt, words, prompt.length - 1);

                assertThat(ids).as(escaped(text)).isEqualTo(numbers(golden.get(1)));
                assertThat(
                                tokenizer.pieces(ids).stream()
                                        .map(Piece::text)
                                        .collect(Collectors.joining()))
                        .as(escaped(text))
                        .isEqualTo(golden.get(2).asText());
            }
        }
    }

    private static long[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> c < 127 && c > 31 ? Character.toString(c) : "\\u%04x".formatted(c))
                .collect(Collectors.joining());
    }
}
