package io.groundstream.runner.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.runner.goldens.Golden;
import io.groundstream.runner.goldens.Goldens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.stream.IntStream;

@ParameterizedClass
@EnumSource(Goldens.class)
class GeneratorTest {
    @Parameter Goldens goldens;
    private Generator generator;

    @BeforeEach
    void open() {
        generator = Generator.open(goldens.bundle(), Provider.CPU, 1);
    }

    @AfterEach
    void close() {
        generator.close();
    }

    @Test
    void generatesTheReferencesTokensInEachBatch() {
        for (Golden golden : goldens.cases()) {
            int batch = golden.rows().size();
            Generated generated = generate(golden, IntStream.range(0, batch).toArray());
            for (int row = 0; row < batch; row++) {
                assertRow(golden, row, generated, row);
            }
        }
    }

    @Test
    void givesARowTheSameTokensWhateverItsNeighboursAre() {
        Golden golden = largest();
        int[] order = {5, 2, 7, 2};
        Generated generated = generate(golden, order);
        for (int i = 0; i < order.length; i++) {
            assertRow(golden, order[i], generated, i);
        }
    }

    @Test
    void fillsRowsThatStartDoneWithPaddingAndDoesNotWaitForThem() {
        Golden golden = largest();
        int shortest =
                IntStream.range(0, golden.rows().size())
                        .boxed()
                        .min((a, b) -> Integer.compare(length(golden, a), length(golden, b)))
                        .orElseThrow();
        Generated generated =
                generator.generate(
                        goldens.pictures(0, shortest, 2),
                        3,
                        Arrays.copyOf(golden.prompts(), 3),
                        golden.maxNewTokens(),
                        new boolean[] {true, false, true});
        assertThat(generated.tokenIds()[0])
                .hasSize(length(golden, shortest))
                .matches(this::isPadding);
        assertThat(generated.logProbs()[2]).containsOnly(0f);
        assertRow(golden, shortest, generated, 1);
    }

    @Test
    void stopsAtTheTokenLimit() {
        Golden golden = largest();
        Generated generated =
                generator.generate(
                        goldens.pictures(0, 1),
                        2,
                        Arrays.copyOf(golden.prompts(), 2),
                        1,
                        new boolean[2]);
        assertThat(generated.tokenIds())
                .isDeepEqualTo(
                        new long[][] {
                            {golden.rows().get(0).tokenIds()[0]},
                            {golden.rows().get(1).tokenIds()[0]}
                        });
    }

    @Test
    void refusesABatchThatIsNotWhatItSays() {
        Golden golden = largest();
        assertThatThrownBy(
                        () ->
                                generator.generate(
                                        goldens.pictures(0),
                                        2,
                                        Arrays.copyOf(golden.prompts(), 2),
                                        1,
                                        new boolean[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes of pictures");
    }

    private Generated generate(Golden golden, int[] pictures) {
        return generator.generate(
                goldens.pictures(pictures),
                pictures.length,
                Arrays.copyOf(golden.prompts(), pictures.length),
                golden.maxNewTokens(),
                new boolean[pictures.length]);
    }

    private boolean isPadding(long[] ids) {
        int pad = goldens.bundle().manifest().tokens().pad();
        return Arrays.stream(ids).allMatch(id -> id == pad);
    }

    private Golden largest() {
        return goldens.cases().stream()
                .max((a, b) -> Integer.compare(a.rows().size(), b.rows().size()))
                .orElseThrow();
    }

    private static int length(Golden golden, int row) {
        return golden.rows().get(row).tokenIds().length;
    }

    private void assertRow(Golden golden, int wanted, Generated generated, int row) {
        Golden.Row reference = golden.rows().get(wanted);
        long[] ids = generated.tokenIds()[row];
        int length = reference.tokenIds().length;
        assertThat(Arrays.copyOf(ids, length))
                .as("%s, row %d", golden, wanted)
                .isEqualTo(reference.tokenIds());
        assertThat(Arrays.copyOfRange(ids, length, ids.length)).matches(this::isPadding);
        for (int i = 0; i < length; i++) {
            assertThat(generated.logProbs()[row][i])
                    .as("%s, row %d, token %d", golden, wanted, i)
                    .isCloseTo(reference.logProbs()[i], within(1e-4f));
        }
    }
}
