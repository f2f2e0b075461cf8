package io.groundstream.console.live;

import java.time.Duration;

/** Keeps to so many a second, after a second's worth at once. Handed the time; for one thread. */
final class Pace {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private long next;

    Pace(int perSecond, long now) {
        this.interval = SECOND / perSecond;
        this.next = now - SECOND + interval;
    }

    /** Nanoseconds until the next one may go; 0 if it may go now. */
    long delay(long now) {
        return Math.max(0, next - now);
    }

    void went(long now) {
        next = Math.max(next, now - SECOND + interval) + interval;
    }
}
