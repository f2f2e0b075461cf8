package io.groundstream.local.bench.runner;

import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.TextGenerator;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Says again what the real one has said to the first pictures: what is left to be measured is all
 * that is not inference. Belongs to one thread.
 */
final class CannedGenerator implements TextGenerator {
    private static final int ENOUGH = 64;

    private final TextGenerator real;
    private final List<long[]> tokens = new ArrayList<>();
    private final List<float[]> logProbs = new ArrayList<>();
    private int next;

    CannedGenerator(TextGenerator real) {
        this.real = real;
    }

    @Override
    public Generated generate(
            ByteBuffer images, int batch, long[][] promptIds, int maxNewTokens, boolean[] done) {
        if (tokens.size() >= ENOUGH) {
            return again(batch);
        }
        var said = real.generate(images, batch, promptIds, maxNewTokens, done);
        if (isPicture(images)) {
            for (int i = 0; i < batch && !done[i]; i++) {
                tokens.add(said.tokenIds()[i]);
                logProbs.add(said.logProbs()[i]);
            }
        }
        return said;
    }

    @Override
    public void cancel() {
        real.cancel();
    }

    @Override
    public void close() {
        real.close();
    }

    private Generated again(int batch) {
        var answer = new Generated(new long[batch][], new float[batch][]);
        for (int i = 0; i < batch; i++, next = (next + 1) % ENOUGH) {
            answer.tokenIds()[i] = tokens.get(next);
            answer.logProbs()[i] = logProbs.get(next);
        }
        return answer;
    }

    /** The pictures of the warm-up are black. */
    private static boolean isPicture(ByteBuffer images) {
        return images.get(images.position()) != 0 || images.get(images.position() + 1) != 0;
    }
}
