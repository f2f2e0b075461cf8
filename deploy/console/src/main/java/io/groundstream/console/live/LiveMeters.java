package io.groundstream.console.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.atomic.AtomicInteger;

/** What the live view counts. */
final class LiveMeters {
    final AtomicInteger viewers = new AtomicInteger();
    final Counter brokenRecords;
    final Counter largeRecords;
    final Counter reconnects;
    final Counter dropped;

    LiveMeters(MeterRegistry registry) {
        Gauge.builder("groundstream.console.viewers", viewers, AtomicInteger::get)
                .register(registry);
        this.brokenRecords = registry.counter("groundstream.console.live.broken.records");
        this.largeRecords = registry.counter("groundstream.console.live.large.records");
        this.reconnects = registry.counter("groundstream.console.live.reconnects");
        this.dropped = registry.counter("groundstream.console.live.dropped");
    }
}
