package io.groundstream.runner.fetch.attempt;

import java.time.Duration;

/**
 * Tries again what may pass, with full jitter: before the n-th retry a random pause of up to 100 ms
 * × 2ⁿ⁻¹, 2 s at most, and not less than the other side asked for. Gives up when the next try would
 * begin after the time that it is handed. Safe for use by many threads.
 */
public final class Retries {
    private static final long FIRST = Duration.ofMillis(100).toNanos();
    private static final long LONGEST = Duration.ofSeconds(2).toNanos();

    private final Waiting waiting;

    public Retries(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * What the first attempt that succeeds brings.
     *
     * @param until by {@link Waiting#nanoTime}
     * @throws AttemptException of the last try
     */
    public byte[] run(Attempt attempt, long until) throws AttemptException {
        for (int tries = 1; ; tries++) {
            try {
                return attempt.run(until);
            } catch (AttemptException e) {
                long pause = Math.max(jitter(tries), e.pause().toNanos());
                if (!e.mayPass() || pause >= until - waiting.nanoTime()) {
                    throw e;
                }
                rest(pause, e);
            }
        }
    }

    private long jitter(int tries) {
        long most = tries > 5 ? LONGEST : Math.min(LONGEST, FIRST << (tries - 1));
        return waiting.random(most + 1);
    }

    private void rest(long nanos, AttemptException reason) throws AttemptException {
        try {
            waiting.sleep(nanos);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
