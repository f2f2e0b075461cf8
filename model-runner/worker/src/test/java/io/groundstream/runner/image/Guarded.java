package io.groundstream.runner.image;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shows pictures to a gate on another thread, so that one that stalls it can be told. */
final class Guarded implements AutoCloseable {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ImageGate gate;
    private final Duration longest;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    Guarded(ImageGate gate, Duration longest) {
        this.gate = gate;
        this.longest = longest;
    }

    /** What the gate answered, and the bytes of heap that it took. */
    record Answer(Gated gated, long allocated) {}

    Answer show(byte[] bytes, String name) throws InterruptedException {
        var answer =
                thread.submit(
                        () -> {
                            long before = THREADS.getCurrentThreadAllocatedBytes();
                            var gated = gate.prepare(bytes);
                            return new Answer(
                                    gated, THREADS.getCurrentThreadAllocatedBytes() - before);
                        });
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(name + " took longer than " + longest, e);
        } catch (ExecutionException e) {
            throw new AssertionError(name + " was thrown out of the gate", e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
