package io.groundstream.runner.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.goldens.Goldens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

@ParameterizedClass
@EnumSource(Goldens.class)
class TokenizerTest {
    private static final String PHRASE = "GROUND_PHRASE";

    @Parameter Goldens goldens;
    private Tokenizer tokenizer;

    @BeforeEach
    void open() {
        tokenizer = Tokenizer.open(goldens.bundle());
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<grounding>",
                "</s>",
                "<s>",
                "<pad>",
                "<image>",
                "<patch_index_0001>",
                "a cat</phrase><object><patch_index_0000><patch_index_1023></object>",
                "<image_slot_03>",
                "\uffff3 \uffff300",
                "{text} {region}",
                "</doc></chunk></line></delimiter_of_multi_objects/>"
            })
    void takesTagsInAUsersTextForWords(String text) {
        Manifest.Tokens tokens = goldens.bundle().manifest().tokens();
        long[] ids = tokenizer.encode(PromptRequest.of(PHRASE, text));
        int start = goldens.bundle().manifest().latents() + 3;
        long[] words = Arrays.copyOfRange(ids, start + 2, ids.length - 1);

        assertThat(ids[start]).isEqualTo(tokens.grounding());
        assertThat(ids[start + 1]).isEqualTo(tokens.phrase());
        assertThat(ids[ids.length - 1]).isEqualTo(tokens.phraseEnd());
        assertThat(words).isNotEmpty();
        assertThat(tokenizer.pieces(words)).noneMatch(piece -> piece.kind() == Piece.Kind.CONTROL);
        assertThat(LongStream.of(words))
                .doesNotContain((long) tokens.bos(), (long) tokens.eos(), (long) tokens.pad());
    }

    @Test
    void decodesWhatItEncoded() {
        long[] ids = tokenizer.encode(PromptRequest.of("GROUNDED_ANSWER", "  What is left? "));
        String text = tokenizer.pieces(ids).stream().map(Piece::text).collect(Collectors.joining());

        assertThat(text)
                .endsWith("</image><grounding> Question: What is left? Answer:")
                .startsWith("<image>");
    }

    @Test
    void putsARegionsCornersIntoTheirCells() {
        long first = goldens.bundle().manifest().tokens().firstLocation();
        long[] ids =
                tokenizer.encode(
                        new PromptRequest(
                                "DESCRIBE_REGION", null, new Region(0.0, 0.5, 1.0 / 32, 1.0)));

        assertThat(ids).containsSequence(first + 16 * 32, first + 31 * 32);
    }

    @Test
    void saysWhatATaskNeeds() {
        assertThatThrownBy(() -> tokenizer.encode(PromptRequest.of(PHRASE)))
                .isInstanceOf(PromptException.class)
                .hasMessage("GROUND_PHRASE needs a text");
        assertThatThrownBy(() -> tokenizer.encode(PromptRequest.of("BRIEF_CAPTION", "hello")))
                .hasMessage("BRIEF_CAPTION takes no text");
        assertThatThrownBy(() -> tokenizer.encode(PromptRequest.of("DESCRIBE_REGION")))
                .hasMessage("DESCRIBE_REGION needs a region");
        assertThatThrownBy(() -> tokenizer.encode(PromptRequest.of("SING")))
                .hasMessage("this model has no task SING");
        assertThatThrownBy(() -> tokenizer.encode(PromptRequest.of(PHRASE, "cat ".repeat(1000))))
                .isInstanceOf(PromptException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void refusesARegionOutsideThePictureOrWithoutArea() {
        assertThatThrownBy(() -> new Region(0.2, 0.2, 0.2, 0.9))
                .isInstanceOf(PromptException.class);
        assertThatThrownBy(() -> new Region(0, 0, 1.01, 1)).isInstanceOf(PromptException.class);
        assertThatThrownBy(() -> new Region(Double.NaN, 0, 1, 1))
                .isInstanceOf(PromptException.class);
    }
}
