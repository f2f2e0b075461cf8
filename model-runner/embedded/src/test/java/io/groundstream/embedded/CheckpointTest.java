package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The checkpoint that is kept beside the drawer is whole, small, and speaks of the drawer's world.
 */
final class CheckpointTest {
    private static final Path CHECKPOINT = Path.of("checkpoint");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theWeightsAreHalfPrecisionAndAtMostSixteenMegabytes() throws IOException {
        var weights = CHECKPOINT.resolve("model.safetensors");

        assertThat(Files.size(weights)).isLessThan(16 << 20);
        var header = header(weights);
        header.remove("__metadata__");
        assertThat(header.findValuesAsText("dtype")).containsOnly("F16");
    }

    @Test
    void theConfigurationCountsTheTokensOfTheTokenizer() throws IOException {
        var config = read("config.json");
        var tokenizer = read("tokenizer.json");

        Set<String> tokens = new HashSet<>();
        tokenizer.get("model").get("vocab").forEach(piece -> tokens.add(piece.get(0).asText()));
        tokenizer.get("added_tokens").forEach(tag -> tokens.add(tag.get("content").asText()));
        assertThat(tokens).hasSize(config.get("text_config").get("vocab_size").asInt());
        assertThat(tokens).contains("<grounding>", "<patch_index_0000>", "<patch_index_1023>");
    }

    @Test
    void everyWordOfACaptionIsOneToken() throws IOException {
        Set<String> pieces = new HashSet<>();
        read("tokenizer.json")
                .get("model")
                .get("vocab")
                .forEach(p -> pieces.add(p.get(0).asText()));

        for (var kind : Kind.values()) {
            assertThat(pieces).contains("▁" + kind.word());
        }
        for (var colour : Colour.values()) {
            assertThat(pieces).contains("▁" + colour.word());
        }
        for (var size : Size.values()) {
            assertThat(pieces).contains("▁" + size.word());
        }
    }

    private static JsonNode read(String file) throws IOException {
        return JSON.readTree(CHECKPOINT.resolve(file).toFile());
    }

    private static ObjectNode header(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(length);
            var text = ByteBuffer.allocate((int) length.flip().getLong());
            channel.read(text);
            return (ObjectNode) JSON.readTree(text.array());
        }
    }
}
