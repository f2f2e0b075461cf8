package io.groundstream.schemas.trace;

import io.groundstream.schemas.service.ConfigException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Makes spans, if there is somebody to send them to. A collector that is slow or away costs spans,
 * which are counted, and nothing else. Safe for many threads.
 */
public final class Tracing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Tracing.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_LINKS = 16;

    private final @Nullable SdkTracerProvider provider;
    private final @Nullable Tracer tracer;
    private final SpanQueue queue;

    private Tracing(@Nullable SdkTracerProvider provider, SpanQueue queue) {
        this.provider = provider;
        this.tracer = provider == null ? null : provider.get("io.groundstream");
        this.queue = queue;
    }

    /** Makes no spans. */
    public static Tracing off() {
        return new Tracing(null, SpanQueue.none());
    }

    /**
     * Makes spans if an endpoint is set; nothing is connected to yet.
     *
     * @throws ConfigException if the exporter refuses the settings
     */
    public static Tracing open(TraceSettings settings) {
        var endpoint = settings.endpoint();
        if (endpoint == null) {
            return off();
        }
        var exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.toString())
                        .setTimeout(TIMEOUT)
                        .setConnectTimeout(TIMEOUT)
                        // a span that is late is no use
                        .setRetryPolicy(null)
                        .setCompression("gzip");
        try {
            settings.headers().forEach(exporter::addHeader);
            var queue = SpanQueue.start(exporter.build());
            var provider =
                    SdkTracerProvider.builder()
                            .setResource(
                                    Resource.create(
                                            Attributes.builder()
                                                    .put("service.name", settings.service())
                                                    .build()))
                            .setSampler(
                                    Sampler.parentBased(
                                            Sampler.traceIdRatioBased(settings.ratio())))
                            .setSpanLimits(
                                    SpanLimits.builder().setMaxNumberOfLinks(MOST_LINKS).build())
                            .addSpanProcessor(queue)
                            .build();
            log.atInfo()
                    .addKeyValue("endpoint", endpoint.getHost())
                    .addKeyValue("ratio", settings.ratio())
                    .log("traces are sent");
            return new Tracing(provider, queue);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("traces: " + e.getMessage());
        }
    }

    /** Counts what becomes of spans, at 0 if none are made. */
    public Tracing bindTo(MeterRegistry meters) {
        bind(meters, "exported", SpanQueue::exported);
        bind(meters, "dropped", SpanQueue::dropped);
        bind(meters, "failed", SpanQueue::failed);
        return this;
    }

    public boolean isOn() {
        return tracer != null;
    }

    /** Under what the headers say; if they say nothing, the first of a new trace. */
    public Span begin(String name, @Nullable Headers headers) {
        if (tracer == null) {
            return new Span(this, null, Trace.of(headers), 0);
        }
        return Trace.find(headers)
                .map(parent -> begin(name, parent))
                .orElseGet(() -> root(name, SpanKind.CONSUMER));
    }

    /** Part of that. */
    public Span begin(String name, Trace parent) {
        return tracer == null
                ? new Span(this, null, parent, 0)
                : begun(builder(tracer, name, parent), 0);
    }

    /** The first of a new trace: an image that somebody publishes. */
    public Span publish(String name) {
        return root(name, SpanKind.PRODUCER);
    }

    /**
     * Part of that, and over, to be closed.
     *
     * @param start in nanoseconds since 1970
     * @param end likewise
     */
    Span past(String name, Trace parent, long start, long end) {
        return tracer == null
                ? new Span(this, null, parent, 0)
                : begun(
                        builder(tracer, name, parent)
                                .setStartTimestamp(start, TimeUnit.NANOSECONDS),
                        end);
    }

    /** Part of what the headers say, from a time until now; nothing if they say nothing. */
    public void since(long epochMillis, String name, Headers headers) {
        if (tracer == null) {
            return;
        }
        var start = TimeUnit.MILLISECONDS.toNanos(epochMillis);
        var end = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        Trace.find(headers)
                .map(parent -> past(name, parent, Math.min(start, end), end))
                .ifPresent(Span::close);
    }

    /** Sends what is left, for a few seconds at most. */
    @Override
    public void close() {
        if (provider != null) {
            provider.close();
        }
    }

    private Span root(String name, SpanKind kind) {
        if (tracer == null) {
            return new Span(this, null, Trace.create(), 0);
        }
        return begun(tracer.spanBuilder(name).setNoParent().setSpanKind(kind), 0);
    }

    private Span begun(SpanBuilder builder, long end) {
        var made = builder.startSpan();
        return new Span(this, made, trace(made), end);
    }

    private static SpanBuilder builder(Tracer tracer, String name, Trace parent) {
        var context =
                Context.root().with(io.opentelemetry.api.trace.Span.wrap(Span.context(parent)));
        return tracer.spanBuilder(name).setParent(context);
    }

    private void bind(MeterRegistry meters, String outcome, ToDoubleFunction<SpanQueue> count) {
        FunctionCounter.builder("groundstream.trace.spans", queue, count)
                .description("spans by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    private static Trace trace(io.opentelemetry.api.trace.Span made) {
        var context = made.getSpanContext();
        return Trace.of(
                "00-"
                        + context.getTraceId()
                        + "-"
                        + context.getSpanId()
                        + "-"
                        + context.getTraceFlags().asHex());
    }
}
