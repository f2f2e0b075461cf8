package io.groundstream.local.bench.topology;

import io.groundstream.local.bench.beside.Usage;
import io.groundstream.local.stack.Child;

import java.time.Duration;

/** Processor time of a process for one event, the first third of them left out. One thread. */
final class CpuMeter {
    private static final double WARM = 0.3;

    private final Child child;
    private final int warm;
    private int from;
    private int to;
    private Duration begin = Duration.ZERO;
    private Duration end = Duration.ZERO;

    CpuMeter(Child child, int count) {
        this.child = child;
        this.warm = (int) (WARM * count);
    }

    void seen(int events) {
        var now = Usage.cpu(child);
        if (from == 0 && events >= warm) {
            from = events;
            begin = now;
        }
        to = events;
        end = now;
    }

    /** Not a number if all came at once. */
    double millis() {
        return to == from ? Double.NaN : end.minus(begin).toNanos() / 1e6 / (to - from);
    }
}
