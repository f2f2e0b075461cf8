package io.groundstream.runner.batch;

import io.groundstream.runner.batch.Answer.Closed;
import io.groundstream.runner.batch.Answer.Late;
import io.groundstream.runner.batch.Next.Compute;
import io.groundstream.runner.batch.Next.Sleep;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Brings items from many threads to one model on one thread. The queue is bounded: whoever submits
 * waits while it is full. Every item is answered exactly once; on {@link #close} what waits is
 * still computed, on {@link #cancel} it is not.
 */
public final class Batcher<K, I, O> implements AutoCloseable {
    private final BatchLimits limits;
    private final LongSupplier nanos;
    private final Bisection<K, I, O> bisection;
    private final OpenBatches<K, I, O> open;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Condition roomier = lock.newCondition();
    private final Thread thread;
    private boolean closing;
    private volatile boolean ended;

    private Batcher(
            BatchLimits limits,
            BatchModel<K, I, O> model,
            BatchObserver observer,
            LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.bisection = new Bisection<>(model, limits, this.learning(observer), nanos);
        this.open = new OpenBatches<>(limits);
        this.thread = Thread.ofPlatform().name("inference").daemon().unstarted(this::loop);
    }

    /** Starts the model's thread. */
    public static <K, I, O> Batcher<K, I, O> start(
            BatchLimits limits, BatchModel<K, I, O> model, BatchObserver observer) {
        var batcher = new Batcher<>(limits, model, observer, System::nanoTime);
        batcher.thread.start();
        return batcher;
    }

    /** The clock of deadlines. */
    public long now() {
        return nanos.getAsLong();
    }

    /** Queues the item, as soon as there is room. */
    public CompletableFuture<Answer<O>> submit(Item<K, I> item) {
        var answer = new CompletableFuture<Answer<O>>();
        lock.lock();
        try {
            while (open.size() >= limits.capacity() && !closing) {
                roomier.awaitUninterruptibly();
            }
            if (closing) {
                answer.complete(new Closed<>());
            } else {
                open.add(new Waiting<>(item, nanos.getAsLong(), answer));
                changed.signal();
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /** Answers what waits as closed; a batch under way goes on. To be followed by a close. */
    public void cancel() {
        abandon();
    }

    /** False if the model's thread has died of an error. */
    public boolean isAlive() {
        return ended || thread.isAlive();
    }

    /** Computes what waits, then ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signal();
            roomier.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                bisection.answer(batch);
            }
            ended = true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the inference thread", e);
        } finally {
            abandon();
        }
    }

    /** Waits for the next batch; empty when closed and nothing is left. */
    private List<Waiting<K, I, O>> take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = nanos.getAsLong();
                open.expired(now).forEach(late -> late.answer().complete(new Late<>()));
                switch (open.next(now, closing)) {
                    case Compute(var batch) -> {
                        roomier.signalAll();
                        return batch;
                    }
                    case Sleep(long wait) -> {
                        if (closing) {
                            return List.of();
                        }
                        roomier.signalAll();
                        // waking early only means another look
                        var _ = changed.awaitNanos(wait);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody may wait for ever, even if the thread died of an error. */
    private void abandon() {
        lock.lock();
        try {
            closing = true;
            open.clear().forEach(waiting -> waiting.answer().complete(new Closed<>()));
            changed.signal();
            roomier.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private BatchObserver learning(BatchObserver observer) {
        return (items, took) -> {
            lock.lock();
            try {
                open.learn(took);
            } finally {
                lock.unlock();
            }
            observer.computed(items, took);
        };
    }
}
