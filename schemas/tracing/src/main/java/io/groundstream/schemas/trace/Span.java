package io.groundstream.schemas.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * One piece of work on one image's way. Where no spans are made it only hands the context on. Ends
 * once, when it is closed.
 */
public final class Span implements AutoCloseable {
    private static final String TRACE_ID = "trace_id";

    private final Tracing tracing;
    private final io.opentelemetry.api.trace.@Nullable Span made;
    private final Trace trace;
    private final long end;
    private boolean inLogs;

    /**
     * Wraps one that has begun.
     *
     * @param made null if none is made
     * @param end in nanoseconds since 1970; 0 means when it is closed
     */
    Span(Tracing tracing, io.opentelemetry.api.trace.@Nullable Span made, Trace trace, long end) {
        this.tracing = tracing;
        this.made = made;
        this.trace = trace;
        this.end = end;
    }

    /** The context for what is sent on. */
    public Trace trace() {
        return trace;
    }

    /** True if it will be seen. */
    public boolean isRecorded() {
        return made != null && made.isRecording();
    }

    public Span with(String key, String value) {
        if (made != null) {
            made.setAttribute(key, value);
        }
        return this;
    }

    public Span with(String key, long value) {
        if (made != null) {
            made.setAttribute(key, value);
        }
        return this;
    }

    /** Says that this goes back to that as well, which is of another image's way. */
    public void link(Trace other) {
        if (made != null) {
            made.addLink(context(other));
        }
    }

    /**
     * It has not come to what it should.
     *
     * @param code a word; messages may name what is nobody's business
     */
    public void fail(String code) {
        if (made != null) {
            made.setStatus(StatusCode.ERROR, code);
        }
    }

    /** Lines that this thread logs until the span is closed, by this thread, name the trace. */
    public Span inLogs() {
        if (made != null) {
            MDC.put(TRACE_ID, trace.traceId());
            inLogs = true;
        }
        return this;
    }

    /** A piece of this one; it begins now. */
    public Span begin(String name) {
        return tracing.begin(name, trace);
    }

    /**
     * A piece of this one that is over, to be closed.
     *
     * @param start by {@link System#nanoTime}
     * @param end likewise
     */
    public Span past(String name, long start, long end) {
        // the clocks are read once: a short piece read twice could end before it begins
        long from = epochNanos(start);
        return tracing.past(name, trace, from, from + end - start);
    }

    @Override
    public void close() {
        if (inLogs) {
            MDC.remove(TRACE_ID);
        }
        if (made != null && end == 0) {
            made.end();
        } else if (made != null) {
            made.end(end, TimeUnit.NANOSECONDS);
        }
    }

    private static long epochNanos(long nanoTime) {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond())
                + now.getNano()
                - (System.nanoTime() - nanoTime);
    }

    static SpanContext context(Trace trace) {
        return SpanContext.createFromRemoteParent(
                trace.traceId(),
                trace.spanId(),
                TraceFlags.fromHex(trace.flags(), 0),
                TraceState.getDefault());
    }
}
