package io.groundstream.runner.intake;

import java.time.Duration;

/**
 * Decides how many requests a poll may bring, so that a round fits well inside the acquisition
 * lock: the most that is allowed, or half of it, or a quarter, and so on, because whole batches
 * keep the model busiest. It learns from each round. A size is given that would take half of the
 * lock, and taken back when it takes two thirds, because a change costs a new consumer. The caller
 * guards it.
 */
final class Pace {
    private final long half;
    private final long twoThirds;
    private final int most;
    private double nanosPerImage;
    private int size;

    /**
     * @param timeAlone of one image, before anything was measured under load
     */
    Pace(Duration lock, int most, int rounds, Duration timeAlone) {
        this.half = lock.toNanos() / 2;
        this.twoThirds = lock.toNanos() / 3 * 2;
        this.most = most;
        this.nanosPerImage = Math.max(1.0, (double) timeAlone.toNanos() * rounds);
        this.size = fitting();
    }

    /** True if even one image would take too much of the lock. */
    static boolean isHopeless(Duration lock, Duration timeAlone) {
        return timeAlone.multipliedBy(2).compareTo(lock) > 0;
    }

    void learn(int images, long nanos) {
        nanosPerImage = 0.7 * nanosPerImage + 0.3 * nanos / images;
        while (size > 1 && size * nanosPerImage > twoThirds) {
            size /= 2;
        }
        size = Math.max(size, fitting());
    }

    int size() {
        return size;
    }

    int most() {
        return most;
    }

    private int fitting() {
        int fitting = most;
        while (fitting > 1 && fitting * nanosPerImage > half) {
            fitting /= 2;
        }
        return fitting;
    }
}
