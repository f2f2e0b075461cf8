package io.groundstream.local.bench.runner;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** A stream of arrivals at random, so many a second on average, that never waits for answers. */
final class Arrivals {
    private final double perNano;
    private final RandomGenerator random = new SplittableRandom(7);
    private long next = System.nanoTime();

    Arrivals(double perSecond) {
        this.perNano = perSecond / 1e9;
    }

    /** True if one is due; moves on to the next. */
    boolean isDue() {
        if (System.nanoTime() - next < 0) {
            return false;
        }
        next += (long) (-Math.log(1 - random.nextDouble()) / perNano);
        return true;
    }

    /** When the one that is waited for should come, by {@link System#nanoTime}. */
    long next() {
        return next;
    }

    /** Waits for the next; returns when it should have come. */
    long await() {
        long due = next;
        while (!isDue()) {
            LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
        }
        return due;
    }
}
