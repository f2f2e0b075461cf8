package io.groundstream.runner.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.runner.goldens.Golden;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.tokenize.Tokenizer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The parser beside the reference on hundreds of texts with whole and broken tags. */
class TaggedGoldenTest {
    private static final Path GOLDENS = Path.of("src/test/resources/tagged.json");

    private record Tagged(String tagged, String text, List<Golden.Entity> entities) {}

    @Test
    void readsWhatTheReferenceReads() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(Goldens.TINY.bundle())) {
            var parser = new GroundingParser(Goldens.TINY.bundle().manifest(), tokenizer);
            for (Tagged golden : new ObjectMapper().readValue(GOLDENS.toFile(), Tagged[].class)) {
                GroundedText read = parser.read(golden.tagged());
                int length = golden.text().codePointCount(0, golden.text().length());

                assertThat(read.text()).as(golden.tagged()).isEqualTo(golden.text());
                assertThat(read.entities().stream().map(TaggedGoldenTest::shown).toList())
                        .as(golden.tagged())
                        .isEqualTo(
                                golden.entities().stream()
                                        .map(entity -> shown(entity, length))
                                        .toList());
            }
        }
    }

    private static List<Object> shown(GroundedText.Entity entity) {
        return List.of(
                entity.phrase(),
                entity.spanStart(),
                entity.spanEnd(),
                entity.boxes().stream()
                        .map(box -> List.of(box.x0(), box.y0(), box.x1(), box.y1()))
                        .toList());
    }

    /** The reference's reading, then ours: spans inside the text, corners in order. */
    private static List<Object> shown(Golden.Entity entity, int length) {
        int start = Math.clamp(entity.span().get(0), 0, length);
        return List.of(
                entity.phrase().startsWith("<patch_index_") ? "" : entity.phrase(),
                start,
                Math.clamp(entity.span().get(1), start, length),
                entity.boxes().stream().map(TaggedGoldenTest::upright).toList());
    }

    private static List<Double> upright(List<Double> box) {
        return Stream.of(
                        Math.min(box.get(0), box.get(2)),
                        Math.min(box.get(1), box.get(3)),
                        Math.max(box.get(0), box.get(2)),
                        Math.max(box.get(1), box.get(3)))
                .map(value -> Math.min(value, 1.0))
                .toList();
    }
}
