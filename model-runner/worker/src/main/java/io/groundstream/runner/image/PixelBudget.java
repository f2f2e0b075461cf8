package io.groundstream.runner.image;

import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of decoding: pictures that are decoded at one time have, together, no more
 * pixels than the largest that is let in. The largest therefore waits until it is alone.
 */
final class PixelBudget {
    // in units, because a semaphore counts with an int
    private static final long UNIT = 4_096;

    private final int units;
    private final Semaphore free;

    PixelBudget(long maxPixels) {
        units = (int) Math.min(maxPixels / UNIT + 1, Integer.MAX_VALUE);
        free = new Semaphore(units, true);
    }

    /** Waits for room, which must be given back. */
    Room take(long pixels) {
        int wanted = (int) Math.min(pixels / UNIT + 1, units);
        free.acquireUninterruptibly(wanted);
        return () -> free.release(wanted);
    }

    /** Room that was taken. */
    interface Room extends AutoCloseable {
        @Override
        void close();
    }
}
