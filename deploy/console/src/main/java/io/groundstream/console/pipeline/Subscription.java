package io.groundstream.console.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The points that one client has not been told yet. One that is slow misses the oldest. */
final class Subscription implements AutoCloseable {
    private static final int MOST_POINTS = 8;

    // an empty one only wakes who waits
    private final BlockingQueue<Optional<Point>> points = new ArrayBlockingQueue<>(MOST_POINTS);
    private final Consumer<Subscription> ended;
    private volatile boolean closed;

    Subscription(Consumer<Subscription> ended) {
        this.ended = ended;
    }

    void offer(Point point) {
        put(Optional.of(point));
    }

    /** The next point; empty if none has come in time, or there will be no more. */
    Optional<Point> next(Duration wait) throws InterruptedException {
        var next = points.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        return next == null ? Optional.empty() : next;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        put(Optional.empty());
        ended.accept(this);
    }

    private void put(Optional<Point> point) {
        while (!points.offer(point)) {
            var _ = points.poll();
        }
    }
}
