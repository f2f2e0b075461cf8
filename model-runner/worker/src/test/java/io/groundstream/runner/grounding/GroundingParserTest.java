package io.groundstream.runner.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.grounding.GroundedText.Box;
import io.groundstream.runner.grounding.GroundedText.Entity;
import io.groundstream.runner.tokenize.PromptRequest;
import io.groundstream.runner.tokenize.Region;
import io.groundstream.runner.tokenize.Tokenizer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

class GroundingParserTest {
    private static final RawReader RAW = new RawReader(32);
    private static final Manifest MANIFEST = Goldens.TINY.bundle().manifest();
    private static Tokenizer tokenizer;
    private static GroundingParser parser;

    @BeforeAll
    static void open() {
        tokenizer = Tokenizer.open(Goldens.TINY.bundle());
        parser = new GroundingParser(MANIFEST, tokenizer);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void readsTheReferencesOwnExample() {
        GroundedText read =
                RAW.read(
                        "<grounding> An image of<phrase> a snowman</phrase><object>"
                                + "<patch_index_0044><patch_index_0863></object> warming himself by"
                                + "<phrase> a fire</phrase><object><patch_index_0005>"
                                + "<patch_index_0911></object>.");

        assertThat(read.text()).isEqualTo("An image of a snowman warming himself by a fire.");
        assertThat(read.entities())
                .extracting(Entity::phrase, Entity::spanStart, Entity::spanEnd)
                .containsExactly(tuple("a snowman", 12, 21), tuple("a fire", 41, 47));
        assertThat(places(read.entities().get(0)))
                .containsExactly(List.of(0.390625, 0.046875, 0.984375, 0.828125));
        assertThat(places(read.entities().get(1)))
                .containsExactly(List.of(0.171875, 0.015625, 0.484375, 0.890625));
    }

    @Test
    void countsSpansInCodePoints() {
        GroundedText read =
                RAW.read(
                        "😀😀<phrase> a 猫😀</phrase><object><patch_index_0000>"
                                + "<patch_index_0000></object>");

        assertThat(read.entities().getFirst().spanStart()).isEqualTo(3);
        assertThat(read.entities().getFirst().spanEnd()).isEqualTo(7);
    }

    @Test
    void readsSeveralBoxesAndPutsInvertedCornersRight() {
        GroundedText read =
                RAW.read(
                        "<phrase> cats</phrase><object><patch_index_0000><patch_index_0033>"
                                + "</delimiter_of_multi_objects/><patch_index_0033>"
                                + "<patch_index_0000></object>");

        List<Double> place = List.of(1 / 64.0, 1 / 64.0, 3 / 64.0, 3 / 64.0);
        assertThat(places(read.entities().getFirst())).containsExactly(place, place);
    }

    @Test
    void readsABoxWithoutAPhraseAsAnEmptyPhraseAtItsPlace() {
        GroundedText read = RAW.read("a b<object><patch_index_0000><patch_index_1023></object> c");

        assertThat(read.text()).isEqualTo("a b c");
        assertThat(read.entities())
                .singleElement()
                .satisfies(
                        entity -> {
                            assertThat(entity.phrase()).isEmpty();
                            assertThat(entity.spanStart()).isEqualTo(3);
                            assertThat(entity.spanEnd()).isEqualTo(3);
                            assertThat(entity.phraseConfidence()).isNull();
                        });
    }

    @Test
    void cutsOffWhatLiesOutsideThePicture() {
        GroundedText read =
                RAW.read("<object><patch_index_0000><patch_index_99999999999999999999></object>");

        assertThat(read.entities().getFirst().boxes().getFirst().y1()).isEqualTo(1);
    }

    @Test
    void readsALongRowOfBoxesWithoutExhaustingTheStack() {
        String pair = "<patch_index_0000><patch_index_1023>";
        String row = (pair + "</delimiter_of_multi_objects/>").repeat(20_000) + pair;

        GroundedText read = RAW.read("<object>" + row + "</object>");
        assertThat(read.entities()).hasSize(20_001);
    }

    @Test
    void takesGeometricMeansOfTheTokensProbabilities() {
        var tokens = MANIFEST.tokens();
        long[] prompt = tokenizer.encode(PromptRequest.of("BRIEF_CAPTION"));
        long[] phrase = words("a ball");
        long[] answer =
                LongStream.concat(
                                LongStream.concat(
                                        LongStream.of(tokens.phrase()), LongStream.of(phrase)),
                                LongStream.of(
                                        tokens.phraseEnd(),
                                        tokens.object(),
                                        tokens.firstLocation(),
                                        tokens.firstLocation() + 33,
                                        tokens.objectEnd(),
                                        tokens.eos(),
                                        tokens.pad()))
                        .toArray();
        var logProbs = new float[answer.length];
        Arrays.fill(logProbs, (float) Math.log(0.01));
        logProbs[1] = (float) Math.log(0.9);
        logProbs[2] = (float) Math.log(0.4);
        logProbs[5] = (float) Math.log(0.5);
        logProbs[6] = (float) Math.log(0.5);

        GroundedText read = parser.parse(prompt, answer, logProbs);
        assertThat(phrase).hasSize(2);
        assertThat(read.text()).isEqualTo("An image of a ball");
        assertThat(read.truncated()).isFalse();
        assertThat(read.confidence().raw()).isCloseTo(0.6, within(1e-6));
        assertThat(read.confidenceMethod()).isEqualTo("none");
        Entity entity = read.entities().getFirst();
        assertThat(entity.phraseConfidence().raw()).isCloseTo(0.6, within(1e-6));
        assertThat(entity.boxes().getFirst().confidence().raw()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void knowsThePromptsOwnPhraseAndBox() {
        var tokens = MANIFEST.tokens();
        long[] grounded = tokenizer.encode(PromptRequest.of("GROUND_PHRASE", "a ball"));
        long[] box = {
            tokens.object(), tokens.firstLocation(), tokens.firstLocation(), tokens.objectEnd()
        };
        GroundedText phrase = parser.parse(grounded, box, new float[] {-1, -1, -1, -1});
        assertThat(phrase.truncated()).isTrue();
        assertThat(phrase.entities().getFirst().phraseConfidence()).isNull();
        assertThat(phrase.confidence().raw()).isCloseTo(Math.exp(-1), within(1e-6));

        long[] described =
                tokenizer.encode(
                        new PromptRequest("DESCRIBE_REGION", null, new Region(0, 0, 1, 1)));
        GroundedText region = parser.parse(described, new long[] {tokens.eos()}, new float[] {-2});
        assertThat(region.text()).isEqualTo("It is");
        assertThat(region.entities().getFirst().boxes().getFirst().confidence().raw()).isEqualTo(1);
        assertThat(region.confidence().raw()).isCloseTo(Math.exp(-2), within(1e-6));
    }

    @Test
    void leavesAUsersTagsInTheTextAsWords() {
        String text = "</phrase><object><patch_index_0000><patch_index_1023></object>";
        long[] prompt = tokenizer.encode(PromptRequest.of("ANSWER", text));
        GroundedText read =
                parser.parse(prompt, new long[] {MANIFEST.tokens().eos()}, new float[] {0});

        assertThat(read.entities()).isEmpty();
        assertThat(read.text()).isEqualTo("Question: " + text + " Answer:");
    }

    private static long[] words(String text) {
        long[] prompt = tokenizer.encode(PromptRequest.of("GROUND_PHRASE", text));
        return Arrays.copyOfRange(prompt, MANIFEST.latents() + 5, prompt.length - 1);
    }

    private static List<List<Double>> places(Entity entity) {
        return entity.boxes().stream().map(GroundingParserTest::place).toList();
    }

    private static List<Double> place(Box box) {
        return List.of(box.x0(), box.y0(), box.x1(), box.y1());
    }
}
