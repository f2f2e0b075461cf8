package io.groundstream.schemas.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;
import io.groundstream.testing.Collector;
import io.groundstream.testing.Collector.Seen;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

class TracingTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void spansOfOneWayAreOneTraceAcrossServices() {
        try (var collector = Collector.start()) {
            Trace first;
            Trace joined;
            try (var here = open(collector, Map.of());
                    var published = here.publish("publish").with("groundstream.image", "a");
                    var other = here.publish("publish")) {
                first = published.trace();
                joined = other.trace();
            }
            try (var there = open(collector, Map.of());
                    var request = there.begin("request", first.headers())) {
                long now = System.nanoTime();
                try (var past = request.past("inference", now - 5_000_000, now)) {
                    past.with("groundstream.batch.size", 4);
                }
                request.link(joined);
                request.fail("FETCH");
            }

            var seen = collector.spans().stream().collect(byName());
            var request = seen.get("request");
            var inference = seen.get("inference");
            assertThat(request.traceId()).isEqualTo(first.traceId());
            assertThat(request.parent()).isEqualTo(first.spanId());
            assertThat(request.fault()).isEqualTo("FETCH");
            assertThat(request.links()).containsExactly(joined.traceId() + "-" + joined.spanId());
            assertThat(request.service()).isEqualTo("groundstream-test");
            assertThat(inference.parent()).isEqualTo(request.spanId());
            assertThat(inference.end() - inference.start()).isEqualTo(5_000_000);
            assertThat(inference.attributes()).containsEntry("groundstream.batch.size", "4");
            assertThat(count("exported")).as("of the second").isEqualTo(2);
        }
    }

    @Test
    void withoutAnEndpointTheContextIsHandedOnAsItCame() {
        var came = Trace.create();
        try (var tracing = Tracing.open(TraceSettings.off());
                var span = tracing.begin("request", came.headers()).inLogs()) {
            assertThat(span.trace()).isEqualTo(came);
            assertThat(span.begin("inference").trace()).isEqualTo(came);
            assertThat(span.isRecorded()).isFalse();
            assertThat(MDC.get("trace_id")).isNull();
        }
    }

    @Test
    void aPublisherDecidesWhetherHisImageIsTraced() {
        var no = "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-00";
        try (var collector = Collector.start()) {
            try (var tracing = open(collector, Map.of());
                    var span = tracing.begin("admit", Trace.of(no).headers())) {
                assertThat(span.isRecorded()).isFalse();
                assertThat(span.trace().parent())
                        .startsWith("00-" + "a".repeat(32))
                        .endsWith("-00");
            }
            try (var tracing = open(collector, Map.of("traces.sample-ratio", "0"));
                    var span = tracing.begin("admit", new RecordHeaders())) {
                assertThat(span.isRecorded()).isFalse();
            }
            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void logsNameTheTraceWhileItsSpanIsOpen() {
        try (var collector = Collector.start();
                var tracing = open(collector, Map.of())) {
            try (var span = tracing.publish("publish").inLogs()) {
                assertThat(MDC.get("trace_id")).isEqualTo(span.trace().traceId());
            }
            assertThat(MDC.get("trace_id")).isNull();
        }
    }

    @Test
    void aCollectorThatRefusesCostsSpansAndNothingElse() {
        try (var collector = Collector.start()) {
            collector.answer(503);
            try (var tracing = open(collector, Map.of())) {
                for (int i = 0; i < 10_000; i++) {
                    tracing.publish("publish").close();
                }
            }
        }
        assertThat(count("failed")).isPositive();
        assertThat(count("failed") + count("dropped")).isEqualTo(10_000);
    }

    @Test
    void faultsOfSettingsAreToldTogether() {
        var settings =
                Settings.of(
                        Map.of("traces.endpoint", "collector:4318", "traces.sample-ratio", "2"));
        var _ = TraceSettings.from(settings, "test");

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("traces.endpoint must be an address")
                .hasMessageContaining("traces.sample-ratio must be 0 to 1");
    }

    @Test
    void secretsOfTheCollectorAreNotShown() {
        var settings =
                Settings.of(
                        Map.of(
                                "traces.endpoint", "http://collector:4318",
                                "traces.header.authorization", "Bearer secret"));
        var traces = TraceSettings.from(settings, "test");

        settings.check();
        assertThat(traces.headers()).containsKey("authorization");
        assertThat(traces.toString()).doesNotContain("secret").contains("/v1/traces");
    }

    private Tracing open(Collector collector, Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("traces.endpoint", collector.endpoint());
        var settings = Settings.of(all);
        var traces = TraceSettings.from(settings, "test");
        settings.check();
        meters.clear();
        return Tracing.open(traces).bindTo(meters);
    }

    private long count(String outcome) {
        return (long)
                meters.get("groundstream.trace.spans")
                        .tag("outcome", outcome)
                        .functionCounter()
                        .count();
    }

    private static java.util.stream.Collector<Seen, ?, Map<String, Seen>> byName() {
        return Collectors.toMap(Seen::name, Function.identity(), (one, _) -> one);
    }
}
