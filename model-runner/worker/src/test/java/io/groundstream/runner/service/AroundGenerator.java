package io.groundstream.runner.service;

import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.TextGenerator;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A generator that lets somebody look at its pictures first. */
record AroundGenerator(TextGenerator inner, Consumer<ByteBuffer> before) implements TextGenerator {
    @Override
    public Generated generate(
            ByteBuffer images, int batch, long[][] promptIds, int maxNewTokens, boolean[] done) {
        before.accept(images.duplicate());
        return inner.generate(images, batch, promptIds, maxNewTokens, done);
    }

    @Override
    public void cancel() {
        inner.cancel();
    }

    @Override
    public void close() {
        inner.close();
    }
}
