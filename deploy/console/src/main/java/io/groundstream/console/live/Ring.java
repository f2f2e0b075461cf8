package io.groundstream.console.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest news, bounded in number and in bytes, whoever reads them. Sequences follow each other
 * without a gap, and those of a later run are greater.
 */
final class Ring {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Deque<Shown> kept = new ArrayDeque<>();
    private final int maxNews;
    private final long maxBytes;
    private final long first;
    private long last;
    private long bytes;
    private boolean closed;

    /**
     * What a reader has not seen.
     *
     * @param shown in their order
     * @param lost how many before them are no longer there
     */
    record Slice(List<Shown> shown, long lost) {}

    /**
     * @param first sequence of the first news, 1 or more
     */
    Ring(int maxNews, long maxBytes, long first) {
        this.maxNews = maxNews;
        this.maxBytes = maxBytes;
        this.first = first;
        this.last = first - 1;
    }

    void add(Collection<News> news) {
        lock.lock();
        try {
            for (var each : news) {
                kept.addLast(new Shown(++last, each));
                bytes += each.weight();
                while (kept.size() > maxNews || bytes > maxBytes) {
                    bytes -= kept.removeFirst().news().weight();
                }
            }
            if (!news.isEmpty()) {
                more.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something after this sequence; empty if the time is over before that. */
    Slice after(long sequence, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (last <= sequence && left > 0 && !closed) {
                left = more.awaitNanos(left);
            }
            return slice(sequence);
        } finally {
            lock.unlock();
        }
    }

    /** Where a reader begins: after what it saw in this run, else with all that is kept. */
    long begin(long lastSeen) {
        lock.lock();
        try {
            return lastSeen >= first && lastSeen <= last ? lastSeen : last - kept.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Slice slice(long sequence) {
        var shown = new ArrayList<Shown>();
        for (var newest = kept.descendingIterator(); newest.hasNext(); ) {
            var each = newest.next();
            if (each.sequence() <= sequence) {
                break;
            }
            shown.add(each);
        }
        return new Slice(shown.reversed(), Math.max(0, last - shown.size() - sequence));
    }
}
