package io.groundstream.search.follow;

import java.time.Duration;

/** Says when something is to be done again. Never reads the clock; belongs to one thread. */
final class Due {
    private final long every;
    private long last;

    Due(Duration every, long nanos) {
        this.every = every.toNanos();
        this.last = nanos;
    }

    boolean isDue(long nanos) {
        return nanos - last >= every;
    }

    void done(long nanos) {
        last = nanos;
    }
}
