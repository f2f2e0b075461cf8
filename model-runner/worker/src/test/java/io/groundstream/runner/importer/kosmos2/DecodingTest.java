package io.groundstream.runner.importer.kosmos2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.importer.Families;
import io.groundstream.runner.importer.Importer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** That rows are dropped from a batch when they have ended shows in nothing but time. */
@ParameterizedClass
@EnumSource(Goldens.class)
class DecodingTest {
    private static final int PICTURES = 8;
    private static final int MOST_ROWS = 20;

    @Parameter Goldens goldens;
    private final Random random = new Random(4711);
    private Generator dropping;
    private Generator whole;

    /** Numbers of the goldens' pictures, and which rows start done. */
    private record Batch(int[] pictures, boolean[] done) {
        static Batch of(int... pictures) {
            return new Batch(pictures, new boolean[pictures.length]);
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        dropping = Generator.open(goldens.bundle(), Provider.CPU, 1);
        var oneLoop = new Families(List.of(new Kosmos2Family(List.of())));
        var bundle =
                new Importer(oneLoop)
                        .importCheckpoint(goldens.checkpoint(), folder, Precision.FP32);
        whole = Generator.open(bundle, Provider.CPU, 1);
    }

    @AfterEach
    void close() {
        dropping.close();
        whole.close();
    }

    @Test
    void answersAreThoseOfOneLoop() {
        for (int i = 0; i < 40; i++) {
            int rows = 1 + random.nextInt(MOST_ROWS);
            var batch = Batch.of(random.ints(rows, 0, PICTURES).toArray());
            // none in a third of the batches, all in some
            int share = Math.max(0, random.nextInt(12) - 4);
            for (int row = 0; row < rows; row++) {
                batch.done[row] = random.nextInt(7) < share;
            }
            int most = 1 + random.nextInt(longest());

            Generated made = generate(dropping, batch, most);
            Generated wanted = generate(whole, batch, most);

            assertThat(made.tokenIds())
                    .as("%d rows, %d tokens, done %s", rows, most, Arrays.toString(batch.done))
                    .isDeepEqualTo(wanted.tokenIds());
            for (int row = 0; row < rows; row++) {
                assertThat(made.logProbs()[row])
                        .containsExactly(wanted.logProbs()[row], within(1e-5f));
            }
        }
    }

    @Test
    void rowsThatEndAtDifferentStepsSayWhatTheySayAlone() {
        var alone = new TreeMap<Integer, Generated>();
        var pictures = new TreeMap<Integer, Integer>();
        for (int picture = 0; picture < PICTURES; picture++) {
            Generated said = generate(dropping, Batch.of(picture), longest());
            alone.put(said.tokenIds()[0].length, said);
            pictures.put(said.tokenIds()[0].length, picture);
        }
        assertThat(alone).hasSizeGreaterThanOrEqualTo(4);
        int[] different = pictures.values().stream().mapToInt(picture -> picture).toArray();

        Generated together = generate(dropping, Batch.of(different), longest());

        int row = 0;
        for (Generated said : alone.values()) {
            int length = said.tokenIds()[0].length;
            long[] ids = together.tokenIds()[row];
            assertThat(Arrays.copyOf(ids, length)).isEqualTo(said.tokenIds()[0]);
            assertThat(Arrays.copyOfRange(ids, length, ids.length)).matches(this::isPadding);
            assertThat(Arrays.copyOf(together.logProbs()[row], length))
                    .containsExactly(said.logProbs()[0], within(1e-5f));
            row++;
        }
    }

    private int longest() {
        return goldens.bundle().manifest().limits().newTokens();
    }

    private boolean isPadding(long[] ids) {
        int pad = goldens.bundle().manifest().tokens().pad();
        return Arrays.stream(ids).allMatch(id -> id == pad);
    }

    private Generated generate(Generator generator, Batch batch, int most) {
        int rows = batch.pictures.length;
        var prompts = new long[rows][];
        Arrays.fill(prompts, goldens.cases().getFirst().promptIds());
        return generator.generate(
                goldens.pictures(batch.pictures), rows, prompts, most, batch.done);
    }
}
