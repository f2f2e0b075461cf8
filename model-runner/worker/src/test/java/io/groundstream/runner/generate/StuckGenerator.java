package io.groundstream.runner.generate;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** A generator whose calls, once it is stuck, last until somebody cancels it. */
public final class StuckGenerator implements TextGenerator {
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private TextGenerator inner;
    private volatile boolean isStuck;

    public TextGenerator around(TextGenerator generator) {
        inner = generator;
        return this;
    }

    public void getStuck() {
        isStuck = true;
    }

    public void awaitCall() throws InterruptedException {
        called.await();
    }

    @Override
    public Generated generate(
            ByteBuffer images, int batch, long[][] prompts, int newTokens, boolean[] done) {
        if (isStuck) {
            called.countDown();
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return inner.generate(images, batch, prompts, newTokens, done);
    }

    @Override
    public void cancel() {
        inner.cancel();
        cancelled.countDown();
    }

    @Override
    public void close() {
        inner.close();
    }
}
