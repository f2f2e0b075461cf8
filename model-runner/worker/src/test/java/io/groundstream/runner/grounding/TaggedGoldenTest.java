package io.groundstream.runner.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.runner.goldens.Lines;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reader beside the reference on thousands of texts with whole and broken tags. */
class TaggedGoldenTest {
    private final RawReader reader = new RawReader(32);

    @Test
    void readsWhatTheReferenceReads() {
        List<JsonNode> goldens = Lines.read("tagged.jsonl.gz");

        assertThat(goldens).hasSizeGreaterThanOrEqualTo(10_000);
        for (JsonNode golden : goldens) {
            String tagged = golden.get(0).asText();
            String text = golden.get(1).asText();
            GroundedText read = reader.read(tagged);

            assertThat(read.text()).as(tagged).isEqualTo(text);
            assertThat(read.entities().stream().map(TaggedGoldenTest::shown).toList())
                    .as(tagged)
                    .isEqualTo(wanted(golden.get(2), text.codePointCount(0, text.length())));
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
    private static List<Object> wanted(JsonNode entities, int length) {
        var wanted = new ArrayList<Object>();
        for (JsonNode entity : entities) {
            String phrase = entity.get(0).asText();
            int start = Math.clamp(entity.at("/1/0").asInt(), 0, length);
            var boxes = new ArrayList<Object>();
            entity.get(2).forEach(box -> boxes.add(upright(box)));
            wanted.add(
                    List.of(
                            phrase.startsWith("<patch_index_") ? "" : phrase,
                            start,
                            Math.clamp(entity.at("/1/1").asInt(), start, length),
                            boxes));
        }
        return wanted;
    }

    private static List<Double> upright(JsonNode box) {
        return Stream.of(
                        Math.min(edge(box, 0), edge(box, 2)),
                        Math.min(edge(box, 1), edge(box, 3)),
                        Math.max(edge(box, 0), edge(box, 2)),
                        Math.max(edge(box, 1), edge(box, 3)))
                .map(value -> Math.min(value, 1.0))
                .toList();
    }

    /** Goldens count in halves of a cell. */
    private static double edge(JsonNode box, int which) {
        return box.get(which).asInt() / 64.0;
    }
}
