package io.groundstream.runner.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.tokenize.PromptRequest;
import io.groundstream.runner.tokenize.Tokenizer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.util.List;
import java.util.stream.IntStream;

class GroundingPropertyTest {
    private static final RawReader RAW = new RawReader(32);
    private static final Manifest MANIFEST = Goldens.TINY.bundle().manifest();
    private static final Tokenizer TOKENIZER = Tokenizer.open(Goldens.TINY.bundle());
    private static final GroundingParser PARSER = new GroundingParser(MANIFEST, TOKENIZER);
    private static final long[] PROMPT = TOKENIZER.encode(PromptRequest.of("BRIEF_CAPTION"));

    @Property(tries = 1000)
    void anyTokensHaveAReading(@ForAll("tokens") List<Integer> tokens) {
        long[] ids = tokens.stream().mapToLong(Integer::longValue).toArray();
        var logProbs = new float[ids.length];
        IntStream.range(0, ids.length).forEach(i -> logProbs[i] = -i / 3f);

        GroundedText read = PARSER.parse(PROMPT, ids, logProbs);
        assertSound(read);
        assertThat(read.truncated()).isEqualTo(!tokens.contains(MANIFEST.tokens().eos()));
    }

    @Property(tries = 1000)
    void anyTextHasAReading(@ForAll("tagged") String text) {
        assertSound(RAW.read(text));
    }

    private static void assertSound(GroundedText read) {
        int length = read.text().codePointCount(0, read.text().length());
        assertBetween(read.confidence().raw());
        for (GroundedText.Entity entity : read.entities()) {
            assertThat(entity.spanStart()).isBetween(0, entity.spanEnd());
            assertThat(entity.spanEnd()).isBetween(entity.spanStart(), length);
            assertThat(entity.boxes()).isNotEmpty();
            for (GroundedText.Box box : entity.boxes()) {
                assertThat(box.x0()).isBetween(0.0, box.x1());
                assertThat(box.y0()).isBetween(0.0, box.y1());
                assertThat(box.x1()).isBetween(box.x0(), 1.0);
                assertThat(box.y1()).isBetween(box.y0(), 1.0);
                assertBetween(box.confidence().calibrated());
            }
        }
    }

    private static void assertBetween(double confidence) {
        assertThat(confidence).isBetween(0.0, 1.0);
    }

    @Provide
    Arbitrary<List<Integer>> tokens() {
        var tags = MANIFEST.tokens();
        Arbitrary<Integer> likely =
                Arbitraries.of(
                        tags.phrase(),
                        tags.phraseEnd(),
                        tags.object(),
                        tags.objectEnd(),
                        tags.delimiter(),
                        tags.firstLocation(),
                        tags.firstLocation() + 700,
                        tags.firstLocation() + 1023);
        return Arbitraries.frequencyOf(
                        Tuple.of(3, likely), Tuple.of(1, Arbitraries.integers().between(0, 1200)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<String> tagged() {
        return Arbitraries.of(
                        "<phrase>",
                        "</phrase>",
                        "<object>",
                        "</object>",
                        "<",
                        ">",
                        " ",
                        "\n",
                        "a",
                        "😀",
                        "<patch_index_0005>",
                        "<patch_index_0911>",
                        "<patch_index_2000>",
                        "\u3000",
                        "</delimiter_of_multi_objects/>",
                        "<patch_index_\u0663>",
                        "<grounding>")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
