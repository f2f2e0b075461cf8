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
 * Brings items from many threads to a model, or to several that compute beside each other, each on
 * a thread of its own. The queue is bounded: whoever submits waits while it is full. Every item is
 * answered exactly once; on {@link #close} what waits is still computed, on {@link #cancel} it is
 * not.
 */
public final class Batcher<K, I, O> implements AutoCloseable {
    private final BatchLimits limits;
    private final LongSupplier nanos;
    private final OpenBatches<K, I, O> open;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Condition roomier = lock.newCondition();
    private final List<Thread> threads;
    private boolean closing;
    private volatile boolean died;

    private Batcher(
            BatchLimits limits,
            List<? extends BatchModel<K, I, O>> models,
            BatchObserver observer,
            LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.open = new OpenBatches<>(limits);
        var learning = this.learning(observer);
        var builder = Thread.ofPlatform().name("inference-", 0).daemon();
        this.threads =
                models.stream()
                        .map(model -> new Bisection<>(model, limits, learning, nanos))
                        .map(bisection -> builder.unstarted(() -> loop(bisection)))
                        .toList();
    }

    /** Starts one model's thread. */
    public static <K, I, O> Batcher<K, I, O> start(
            BatchLimits limits, BatchModel<K, I, O> model, BatchObserver observer) {
        return start(limits, List.of(model), observer);
    }

    /**
     * Starts a thread a model. They must give the same answers: any of them may get any batch.
     *
     * @param observer may be told of several batches at a time
     */
    public static <K, I, O> Batcher<K, I, O> start(
            BatchLimits limits,
            List<? extends BatchModel<K, I, O>> models,
            BatchObserver observer) {
        var batcher = new Batcher<K, I, O>(limits, models, observer, System::nanoTime);
        batcher.threads.forEach(Thread::start);
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

    /** False if a model's thread has died of an error. */
    public boolean isAlive() {
        return !died;
    }

    /** Computes what waits, then ends. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
            roomier.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (var thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop(Bisection<K, I, O> bisection) {
        boolean ended = false;
        try {
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                bisection.answer(batch);
            }
            ended = true;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts an inference thread", e);
        } finally {
            if (!ended) {
                died = true;
            }
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
                        // another thread looks after what is left
                        changed.signal();
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

    /** Nobody may wait for ever, even if a thread died of an error. */
    private void abandon() {
        lock.lock();
        try {
            closing = true;
            open.clear().forEach(waiting -> waiting.answer().complete(new Closed<>()));
            changed.signalAll();
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
