package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.attempt.Waiting;

import java.util.ArrayList;
import java.util.List;

/** Time that passes only by sleeping, and chance that always takes the most. */
final class TestWaiting implements Waiting {
    private long now;
    final List<Long> slept = new ArrayList<>();

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void sleep(long nanos) {
        slept.add(nanos);
        now += nanos;
    }

    @Override
    public long random(long bound) {
        return bound - 1;
    }

    List<Long> sleptMillis() {
        return slept.stream().map(nanos -> nanos / 1_000_000).toList();
    }
}
