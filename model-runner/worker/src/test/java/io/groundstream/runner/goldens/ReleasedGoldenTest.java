package io.groundstream.runner.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.goldens.Released.Case;
import io.groundstream.runner.goldens.Released.Row;
import io.groundstream.runner.grounding.GroundedText;
import io.groundstream.runner.grounding.GroundingParser;
import io.groundstream.runner.tokenize.Tokenizer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** From a file's bytes to boxes, beside the reference, in the released layout. */
@ParameterizedClass
@EnumSource(Released.class)
class ReleasedGoldenTest {
    @Parameter Released released;
    private Generator generator;

    @BeforeEach
    void open() {
        generator = Generator.open(released.bundle(), Provider.CPU, 1);
    }

    @AfterEach
    void close() {
        generator.close();
    }

    @Test
    void hasTheReleasedIds() {
        var tokens = released.bundle().manifest().tokens();

        assertThat(released.bundle().manifest().latents()).isEqualTo(64);
        assertThat(List.of(tokens.image(), tokens.phrase(), tokens.object()))
                .containsExactly(64003, 64007, 64009);
        assertThat(List.of(tokens.delimiter(), tokens.grounding(), tokens.firstLocation()))
                .containsExactly(64011, 64012, 64013);
    }

    @Test
    void asksWhatTheReferenceAsks() {
        try (Tokenizer tokenizer = Tokenizer.open(released.bundle())) {
            for (Case golden : released.cases()) {
                for (Row row : golden.rows()) {
                    assertThat(tokenizer.encode(golden.request(row)))
                            .as(golden.toString())
                            .isEqualTo(released.prompt(row));
                }
            }
        }
    }

    @Test
    void generatesTheReferencesTokensInEachBatch() {
        for (Case golden : released.cases()) {
            Generated generated = generate(golden, golden.rows(), 0);
            for (int i = 0; i < golden.rows().size(); i++) {
                assertRow(golden, golden.rows().get(i), generated, i);
            }
        }
    }

    @Test
    void readsTheReferencesTextsSpansAndBoxes() {
        try (Tokenizer tokenizer = Tokenizer.open(released.bundle())) {
            var parser = new GroundingParser(released.bundle().manifest(), tokenizer);
            for (Case golden : released.cases()) {
                for (Row row : golden.rows()) {
                    var read = parser.parse(released.prompt(row), row.tokenIds(), row.logProbs());

                    assertThat(read.rawText()).as(golden.toString()).isEqualTo(row.raw());
                    assertThat(read.text()).isEqualTo(row.text());
                    assertThat(read.entities().stream().map(ReleasedGoldenTest::shown))
                            .isEqualTo(
                                    row.entities().stream()
                                            .map(ReleasedGoldenTest::shown)
                                            .toList());
                }
            }
        }
    }

    @Test
    void givesARowTheSameTokensInAnyOrderAndBesideAnyPadding() {
        var dice = new Random(3);
        for (Case golden : released.cases()) {
            var rows = new ArrayList<>(golden.rows());
            Collections.shuffle(rows, dice);
            List<Row> some = rows.subList(0, Math.min(5, rows.size()));
            Generated generated = generate(golden, some, 1 + dice.nextInt(3));
            for (int i = 0; i < some.size(); i++) {
                assertRow(golden, some.get(i), generated, i);
            }
            for (int i = some.size(); i < generated.tokenIds().length; i++) {
                assertThat(generated.tokenIds()[i])
                        .containsOnly(released.bundle().manifest().tokens().pad());
            }
        }
    }

    /** Rows of padding, which start done, show the first picture again. */
    private Generated generate(Case golden, List<Row> rows, int padding) {
        var all = new ArrayList<>(rows);
        all.addAll(Collections.nCopies(padding, rows.getFirst()));
        var done = new boolean[all.size()];
        Arrays.fill(done, rows.size(), done.length, true);
        long[][] prompts = all.stream().map(released::prompt).toArray(long[][]::new);
        return generator.generate(
                released.pictures(all), all.size(), prompts, golden.maxNewTokens(), done);
    }

    private static void assertRow(Case golden, Row row, Generated generated, int at) {
        int length = row.tokenIds().length;
        assertThat(Arrays.copyOf(generated.tokenIds()[at], length))
                .as("%s of %s", row.picture(), golden)
                .isEqualTo(row.tokenIds());
        for (int i = 0; i < length; i++) {
            assertThat(generated.logProbs()[at][i])
                    .as("%s of %s, token %d", row.picture(), golden, i)
                    .isCloseTo(row.logProbs()[i], within(1e-4f));
        }
    }

    private static List<Object> shown(GroundedText.Entity entity) {
        return List.of(
                entity.phrase(),
                List.of(entity.spanStart(), entity.spanEnd()),
                entity.boxes().stream()
                        .map(box -> List.of(box.x0(), box.y0(), box.x1(), box.y1()))
                        .toList());
    }

    private static List<Object> shown(Golden.Entity entity) {
        return List.of(
                entity.phrase().startsWith("<patch_index_") ? "" : entity.phrase(),
                entity.span(),
                entity.boxes().stream()
                        .map(
                                box ->
                                        List.of(
                                                Math.min(box.get(0), box.get(2)),
                                                Math.min(box.get(1), box.get(3)),
                                                Math.max(box.get(0), box.get(2)),
                                                Math.max(box.get(1), box.get(3))))
                        .toList());
    }
}
