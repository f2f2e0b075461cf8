package io.groundstream.runner.fetch.attempt;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many attempts run at one time, and each for so long at most. A pause between two tries
 * holds no place.
 */
public final class Turnstile {
    private final Semaphore places;
    private final long longest;
    private final Waiting waiting;

    public Turnstile(int places, Duration longest, Waiting waiting) {
        this.places = new Semaphore(places, true);
        this.longest = longest.toNanos();
        this.waiting = waiting;
    }

    /** The same source, behind this turnstile. */
    public Source before(Source source) {
        return reference -> {
            var attempt = source.find(reference);
            return until -> pass(attempt, until);
        };
    }

    private byte[] pass(Attempt attempt, long until) throws AttemptException {
        enter(until);
        try {
            long now = waiting.nanoTime();
            return attempt.run(now + Math.min(longest, until - now));
        } finally {
            places.release();
        }
    }

    private void enter(long until) throws AttemptException {
        try {
            if (!places.tryAcquire(until - waiting.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw AttemptException.passing("too many other pictures are being fetched");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw AttemptException.passing("interrupted before it was fetched");
        }
    }
}
