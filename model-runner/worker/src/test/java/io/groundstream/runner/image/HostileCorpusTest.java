package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.testing.Mutations;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Damaged pictures of each format, the same ones in each run: every one gets an answer, soon, and
 * in bounded memory. A decoder that crashes takes the whole run with it.
 */
class HostileCorpusTest {
    private static final Set<FailureCode> REASONS =
            EnumSet.of(
                    FailureCode.CORRUPT_IMAGE,
                    FailureCode.UNSUPPORTED_FORMAT,
                    FailureCode.TOO_MANY_PIXELS,
                    FailureCode.TOO_LARGE);
    private static final int MOST_PIXELS = 500_000;
    // for each pixel: twice its samples, the picture before it is squashed, the filter's sums
    private static final long MOST_HEAP = MOST_PIXELS * 40L;
    private static final int SIZE = 32;

    private final ImageGate gate =
            new ImageGate(new ImageLimits(1 << 20, MOST_PIXELS, 4_000, 50), SIZE);

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "webp", "bmp", "tiff"})
    void eachOfAThousandDamagedPicturesIsAnswered(String kind) throws Exception {
        assertAnswers(kind, 1_000, 4711);
    }

    @ParameterizedTest
    @Tag("proof")
    @CsvSource({
        "jpg, 40000",
        "png, 40000",
        "gif, 40000",
        "webp, 40000",
        "bmp, 40000",
        "tiff, 40000"
    })
    void eachOfManyDamagedPicturesIsAnswered(String kind, int count) throws Exception {
        assertAnswers(kind, count, 815);
    }

    private void assertAnswers(String kind, int count, long seed) throws Exception {
        var mutations = new Mutations(seeds(kind), seed);
        int letIn = 0;
        try (var guarded = new Guarded(gate, Duration.ofSeconds(20))) {
            for (int i = 0; i < count; i++) {
                var name = kind + " " + i + " of seed " + seed;
                var answer = guarded.show(mutations.next(), name);
                assertThat(answer.allocated()).as(name).isLessThan(MOST_HEAP);
                switch (answer.gated()) {
                    case Prepared prepared -> {
                        letIn++;
                        assertThat(prepared.rgb().remaining()).isEqualTo(SIZE * SIZE * 3);
                    }
                    case Refused refused -> assertThat(refused.code()).as(name).isIn(REASONS);
                }
            }
        }
        // damage that never reached the pixels would prove little
        assertThat(letIn).isBetween(count / 50, count - count / 10);
    }

    private static List<byte[]> seeds(String kind) throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (var name : Pictures.names("formats")) {
            if (name.endsWith("." + kind)) {
                seeds.add(Pictures.bytes("formats/" + name));
            }
        }
        if (kind.equals("jpg")) {
            seeds.add(Pictures.bytes("progressive.jpg"));
            seeds.add(Pictures.bytes("orientation-6.jpg"));
        }
        assertThat(seeds).hasSizeGreaterThan(3);
        return seeds;
    }
}
