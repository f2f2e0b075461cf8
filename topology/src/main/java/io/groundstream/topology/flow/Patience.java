package io.groundstream.topology.flow;

import io.groundstream.schemas.serde.RegistryUnavailableException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Waits for a registry that cannot be asked, because that says nothing about the record at hand.
 * The bound has to stay well below {@code max.poll.interval.ms}; beyond it the exception goes on,
 * the stream thread is replaced and reads the record again. Safe for many threads.
 */
public final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Duration bound;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private boolean stopped;

    public Patience(Duration bound) {
        this.bound = bound;
    }

    /** The answer, asked for again until there is one. */
    public <T> T ask(Supplier<T> question) {
        long waited = 0;
        var wait = FIRST_WAIT;
        while (true) {
            try {
                return question.get();
            } catch (RegistryUnavailableException e) {
                if (waited == 0) {
                    log.atWarn().addKeyValue("cause", e.getMessage()).log("waiting for registry");
                }
                if (waited >= bound.toNanos() || !pause(wait)) {
                    throw e;
                }
                waited += wait.toNanos();
                wait = wait.multipliedBy(2);
                wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
            }
        }
    }

    /** Ends all waiting, now and from now on. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** False if there is nothing to wait for any longer. */
    private boolean pause(Duration wait) {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (!stopped && left > 0) {
                left = over.awaitNanos(left);
            }
            return !stopped;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
