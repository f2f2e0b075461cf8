package io.groundstream.runner.fetch.attempt;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time, and chance: what makes waiting what it is. */
public interface Waiting {
    /** The real ones. */
    Waiting REAL = new RealWaiting();

    /** As {@link System#nanoTime}. */
    long nanoTime();

    void sleep(long nanos) throws InterruptedException;

    /** A random number from 0 to just below the bound. */
    long random(long bound);

    /** What {@link #REAL} is. */
    final class RealWaiting implements Waiting {
        private RealWaiting() {}

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }

        @Override
        public long random(long bound) {
            return ThreadLocalRandom.current().nextLong(bound);
        }
    }
}
