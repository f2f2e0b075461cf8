package io.groundstream.runner.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.goldens.Golden;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.tokenize.Tokenizer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

class GroundingGoldenTest {
    @ParameterizedTest
    @EnumSource(Goldens.class)
    void asksAndReadsAsTheReferenceDoes(Goldens goldens) {
        try (Tokenizer tokenizer = Tokenizer.open(goldens.bundle())) {
            var parser = new GroundingParser(goldens.bundle().manifest(), tokenizer);
            for (Golden golden : goldens.cases()) {
                assertThat(tokenizer.encode(golden.request()))
                        .as(golden.toString())
                        .isEqualTo(golden.promptIds());
                for (Golden.Row row : golden.rows()) {
                    GroundedText read =
                            parser.parse(golden.promptIds(), row.tokenIds(), row.logProbs());
                    assertSame(golden, row, read);
                    assertThat(read.truncated())
                            .isEqualTo(row.tokenIds().length == golden.maxNewTokens());
                }
            }
        }
    }

    private static void assertSame(Golden golden, Golden.Row row, GroundedText read) {
        assertThat(read.rawText()).as(golden.toString()).isEqualTo(row.raw());
        assertThat(read.text()).isEqualTo(row.text());
        assertThat(read.entities()).hasSameSizeAs(row.entities());
        for (int i = 0; i < row.entities().size(); i++) {
            Golden.Entity wanted = row.entities().get(i);
            GroundedText.Entity found = read.entities().get(i);
            if (!wanted.phrase().startsWith("<patch_index_")) {
                assertThat(found.phrase()).isEqualTo(wanted.phrase());
            }
            assertThat(List.of(found.spanStart(), found.spanEnd())).isEqualTo(wanted.span());
            assertThat(found.boxes())
                    .extracting(box -> List.of(box.x0(), box.y0(), box.x1(), box.y1()))
                    .isEqualTo(wanted.boxes().stream().map(GroundingGoldenTest::upright).toList());
        }
    }

    private static List<Double> upright(List<Double> box) {
        return List.of(
                Math.min(box.get(0), box.get(2)),
                Math.min(box.get(1), box.get(3)),
                Math.max(box.get(0), box.get(2)),
                Math.max(box.get(1), box.get(3)));
    }
}
