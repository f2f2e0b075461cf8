package io.groundstream.runner.intake;

import java.time.Duration;

/**
 * Decides how many requests a poll may bring, so that a round fits well inside the acquisition
 * lock: the most that is allowed, or half of it, or a quarter, and so on, because whole batches
 * keep the model busiest. It learns from each round; a size holds until twice it fits, or only half
 * of it, because a change costs a new consumer. The caller guards it.
 */
final class Pace {
    private static final int SHARE_OF_LOCK = 3;

    private final long budget;
    private final int most;
    private double nanosPerImage;
    private int size;

    /**
     * @param timeAlone of one image, before anything was measured under load
     */
    Pace(Duration lock, int most, int rounds, Duration timeAlone) {
        this.budget = lock.toNanos() / SHARE_OF_LOCK;
        this.most = most;
        this.nanosPerImage = Math.max(1.0, (double) timeAlone.toNanos() * rounds);
        this.size = step();
    }

    /** True if even one image would take too much of the lock. */
    static boolean isHopeless(Duration lock, Duration timeAlone) {
        return timeAlone.multipliedBy(2).compareTo(lock) > 0;
    }

    void learn(int images, long nanos) {
        nanosPerImage = 0.7 * nanosPerImage + 0.3 * nanos / images;
        while (size > 1 && 2 * fitting() <= size) {
            size /= 2;
        }
        size = Math.max(size, step());
    }

    int size() {
        return size;
    }

    private int step() {
        int step = most;
        while (step > fitting() && step > 1) {
            step /= 2;
        }
        return step;
    }

    private double fitting() {
        return budget / nanosPerImage;
    }
}
