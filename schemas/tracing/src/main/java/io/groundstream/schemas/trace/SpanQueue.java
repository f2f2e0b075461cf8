package io.groundstream.schemas.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;

/**
 * Spans that have ended and are not sent yet: a bounded number of them, sent by one thread. Who
 * ends a span never waits; one for which there is no room is dropped and counted.
 */
final class SpanQueue implements SpanProcessor {
    private static final Logger log = LoggerFactory.getLogger(SpanQueue.class);
    // else it says on stderr, in its own words, what is said here
    private static final java.util.logging.Logger EXPORTERS =
            java.util.logging.Logger.getLogger("io.opentelemetry.exporter");
    private static final int MOST_WAITING = 4_096;
    private static final int MOST_AT_ONCE = 512;
    private static final long SEND_SECONDS = 6;
    private static final long INTERVAL_MS = 500;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final BlockingQueue<ReadableSpan> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder exported = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final @Nullable SpanExporter exporter;
    private final @Nullable Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    // of the sending thread
    private boolean answered = true;

    private SpanQueue(@Nullable SpanExporter exporter) {
        this.exporter = exporter;
        this.thread =
                exporter == null
                        ? null
                        : Thread.ofPlatform().daemon().name("traces").unstarted(this::run);
    }

    /** Nothing is ever put in. */
    static SpanQueue none() {
        return new SpanQueue(null);
    }

    static SpanQueue start(SpanExporter exporter) {
        EXPORTERS.setLevel(Level.OFF);
        var queue = new SpanQueue(exporter);
        if (queue.thread != null) {
            queue.thread.start();
        }
        return queue;
    }

    long exported() {
        return exported.sum();
    }

    /** For want of room. */
    long dropped() {
        return dropped.sum();
    }

    /** That the collector did not take. */
    long failed() {
        return failed.sum();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled()
                && (closing.getCount() == 0 || !waiting.offer(span))) {
            dropped.increment();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode shutdown() {
        closing.countDown();
        if (thread != null) {
            try {
                var _ = thread.join(CLOSE_LIMIT);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        dropped.add(waiting.size());
        return exporter == null ? CompletableResultCode.ofSuccess() : exporter.shutdown();
    }

    private void run() {
        try {
            boolean isClosing = false;
            while (!isClosing) {
                isClosing = closing.await(INTERVAL_MS, TimeUnit.MILLISECONDS);
                sendAll();
            }
        } catch (InterruptedException _) {
            // nobody interrupts it
        }
    }

    private void sendAll() {
        while (!waiting.isEmpty()) {
            var next = new ArrayList<ReadableSpan>(MOST_AT_ONCE);
            waiting.drainTo(next, MOST_AT_ONCE);
            send(next.stream().map(ReadableSpan::toSpanData).toList());
        }
    }

    private void send(List<SpanData> batch) {
        if (exporter == null) {
            return;
        }
        boolean taken;
        try {
            taken = exporter.export(batch).join(SEND_SECONDS, TimeUnit.SECONDS).isSuccess();
        } catch (RuntimeException e) {
            log.atDebug().setCause(e).log("exporter failed");
            taken = false;
        }
        (taken ? exported : failed).add(batch.size());
        if (taken != answered) {
            answered = taken;
            if (taken) {
                log.info("the collector takes spans again");
            } else {
                log.atWarn().addKeyValue("spans", batch.size()).log("no collector takes spans");
            }
        }
    }
}
