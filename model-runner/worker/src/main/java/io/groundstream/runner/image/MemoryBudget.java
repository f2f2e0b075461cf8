package io.groundstream.runner.image;

import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of decoding: pictures that are decoded at one time take, together, no more
 * bytes than four for each pixel of the largest picture that is let in. One that takes more by
 * itself waits until it is alone.
 */
final class MemoryBudget {
    // in units, because a semaphore counts with an int
    private static final long UNIT = 16_384;
    private static final long BYTES_OF_A_PIXEL = 4;

    private final int units;
    private final Semaphore free;

    MemoryBudget(long maxPixels) {
        long bytes = Math.multiplyExact(maxPixels, BYTES_OF_A_PIXEL);
        units = (int) Math.min(bytes / UNIT + 1, Integer.MAX_VALUE);
        free = new Semaphore(units, true);
    }

    /** Waits for room, which must be given back. */
    Room take(long bytes) {
        int wanted = (int) Math.min(bytes / UNIT + 1, units);
        free.acquireUninterruptibly(wanted);
        return () -> free.release(wanted);
    }

    /** Room that was taken. */
    interface Room extends AutoCloseable {
        @Override
        void close();
    }
}
