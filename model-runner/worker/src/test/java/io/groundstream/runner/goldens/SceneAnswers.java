package io.groundstream.runner.goldens;

import io.groundstream.embedded.Scenes;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.TextGenerator;
import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Brief captions of fresh scenes by the embedded model, in whatever arithmetic. */
public final class SceneAnswers {
    private static final long FIRST_SEED = 920_000_000L;
    private static final int BATCH = 8;

    private final Manifest manifest = Goldens.EMBEDDED.bundle().manifest();
    private final long[] prompt = Goldens.EMBEDDED.cases().getFirst().prompts()[0];

    /** How many of the scenes get the same tokens from both. */
    public int equal(TextGenerator one, TextGenerator other, int scenes) {
        int equal = 0;
        for (int at = 0; at < scenes; at += BATCH) {
            var wanted = tokens(generate(one, at, BATCH));
            var made = tokens(generate(other, at, BATCH));
            for (int i = 0; i < BATCH; i++) {
                equal += Arrays.equals(wanted[i], made[i]) ? 1 : 0;
            }
        }
        return equal;
    }

    /** What is said to these scenes as one batch. */
    public Generated generate(TextGenerator generator, int first, int count) {
        var prompts = new long[count][];
        Arrays.fill(prompts, prompt);
        int most = manifest.limits().newTokens();
        return generator.generate(pictures(first, count), count, prompts, most, new boolean[count]);
    }

    /** Without padding, as the longest answer may be another one. */
    public long[][] tokens(Generated said) {
        int pad = manifest.tokens().pad();
        return Arrays.stream(said.tokenIds())
                .map(row -> Arrays.stream(row).filter(id -> id != pad).toArray())
                .toArray(long[][]::new);
    }

    private ByteBuffer pictures(int first, int count) {
        int side = manifest.image().size();
        var levels = ByteBuffer.allocateDirect(count * side * side * 3);
        var gate = new ImageGate(ImageLimits.DEFAULT, side);
        for (int i = 0; i < count; i++) {
            var scene = Scenes.draw(FIRST_SEED + first + i).png();
            levels.put(((Prepared) gate.prepare(scene)).rgb());
        }
        return levels.flip();
    }
}
