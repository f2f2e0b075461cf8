package io.groundstream.console.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One page that watches. It gets what its filter lets through, no faster than its pace; of what
 * waits for that only the newest are kept, and the page is told how many it has missed. Runs in its
 * request's thread.
 */
final class Viewer {
    /** News that wait, and that a page gets when it comes. */
    static final int KEPT = 24;

    private static final long HEARTBEAT = Duration.ofSeconds(10).toNanos();
    private static final long NOTICE = Duration.ofSeconds(1).toNanos();

    private final Ring ring;
    private final Filter filter;
    private final EventWriter out;
    private final LiveMeters meters;
    private final Pace pace;
    private final Deque<Shown> waiting = new ArrayDeque<>();
    private long seen;
    private long dropped;
    private long lastWrite = System.nanoTime();
    private long lastNotice = lastWrite - NOTICE;

    Viewer(Ring ring, Filter filter, int rate, EventWriter out, LiveMeters meters) {
        this.ring = ring;
        this.filter = filter;
        this.out = out;
        this.meters = meters;
        this.pace = new Pace(rate, System.nanoTime());
    }

    /**
     * Writes until the ring is closed or the page has gone.
     *
     * @param lastSeen sequence after which the page wants to go on; 0 if it has seen nothing
     * @throws IOException if the page has gone
     */
    void run(long lastSeen) throws IOException, InterruptedException {
        out.heartbeat();
        seen = ring.begin(lastSeen);
        boolean goesOn = seen == lastSeen;
        take(ring.after(seen, 0));
        if (!goesOn) {
            // what was here before the page was is not missed
            dropped = 0;
        }
        while (!waiting.isEmpty()) {
            out.shown(waiting.removeFirst());
        }
        while (!ring.isClosed()) {
            take(ring.after(seen, patience(System.nanoTime())));
            write(System.nanoTime());
        }
    }

    private void take(Ring.Slice slice) {
        long lost = slice.lost();
        seen += lost;
        for (var shown : slice.shown()) {
            seen = shown.sequence();
            if (filter.wants(shown.news())) {
                waiting.addLast(shown);
                if (waiting.size() > KEPT) {
                    waiting.removeFirst();
                    lost++;
                }
            }
        }
        dropped += lost;
    }

    private void write(long now) throws IOException {
        if (dropped > 0 && now - lastNotice >= NOTICE) {
            out.dropped(dropped);
            meters.dropped.increment((double) dropped);
            dropped = 0;
            lastNotice = now;
            lastWrite = now;
        }
        if (!waiting.isEmpty() && pace.delay(now) == 0) {
            out.shown(waiting.removeFirst());
            pace.went(now);
            lastWrite = now;
        }
        if (now - lastWrite >= HEARTBEAT) {
            out.heartbeat();
            lastWrite = now;
        }
    }

    /** How long there is nothing to write, unless news come. */
    private long patience(long now) {
        long patience = HEARTBEAT - (now - lastWrite);
        if (!waiting.isEmpty()) {
            patience = Math.min(patience, pace.delay(now));
        }
        if (dropped > 0) {
            patience = Math.min(patience, NOTICE - (now - lastNotice));
        }
        return Math.max(0, patience);
    }
}
