package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.service.Settings;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.schemas.trace.TraceSettings;
import io.groundstream.schemas.trace.Tracing;
import io.groundstream.testing.Collector;
import io.groundstream.testing.Collector.Seen;
import io.groundstream.topology.decide.Reuse;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which spans images leave behind, as a collector sees them. */
class TracesTest {
    private List<Seen> seen = List.of();

    @Test
    void whoJoinedAnothersWorkGoesOnInHisOwnTraceWithALinkToThat() {
        var ways = new ArrayList<String>();
        run(
                driver -> {
                    driver.publish(Sample.inline("a", "a cat in bytes").build());
                    driver.publish(Sample.inline("b", "a cat in bytes").build());
                    driver.answer(driver.request(), Sample.reusable("a cat"));
                    driver.records(Driver.TOPICS.annotations())
                            .forEach(record -> ways.add(Trace.of(record.headers()).traceId()));
                });

        assertThat(ways)
                .containsExactlyInAnyOrder(
                        span("settle", "a").traceId(), span("settle", "b").traceId());
        var share = span("share", "b");
        var collect =
                seen.stream().filter(s -> s.name().equals("collect")).findFirst().orElseThrow();
        assertThat(share.links()).containsExactly(collect.traceId() + "-" + collect.spanId());
        assertThat(share.traceId()).isEqualTo(span("dispatch", "b").traceId());
        assertThat(share.parent()).isEqualTo(span("dispatch", "b").spanId());
        assertThat(span("settle", "b").parent()).isEqualTo(share.spanId());
        assertThat(collect.traceId()).isEqualTo(span("admit", "a").traceId());
        assertThat(span("settle", "a").parent()).isEqualTo(collect.spanId());
        assertThat(span("dispatch", "b").attributes()).containsEntry("groundstream.work", "joined");
    }

    @Test
    void aDeadLetterIsAFaultOfItsSpanWithItsCodeAndNothingElse() {
        run(
                driver -> {
                    var secret = Map.of("owner", "secret");
                    driver.publish(Sample.inline("a").setAttributes(secret).build());
                    var why = new Failed(FailureCode.FETCH, Stage.FETCH, "secret", false);
                    driver.answer(driver.request(), why);
                });

        assertThat(span("settle", "a").fault()).isEqualTo("FETCH");
        assertThat(seen.toString()).doesNotContain("secret");
    }

    private void run(Consumer<Driver> work) {
        try (var collector = Collector.start()) {
            var settings = Settings.of(Map.of("traces.endpoint", collector.endpoint()));
            var flow =
                    new FlowSettings(
                            Driver.LIMITS,
                            new Reuse(Driver.REVISION, Duration.ofHours(24)),
                            Duration.ofSeconds(1));
            var tracing = Tracing.open(TraceSettings.from(settings, "topology"));
            try (var driver = new Driver(flow, 1 << 20, tracing)) {
                work.accept(driver);
            }
            tracing.close();
            seen = collector.spans();
        }
    }

    private Seen span(String name, String imageId) {
        return seen.stream()
                .filter(span -> span.name().equals(name))
                .filter(span -> imageId.equals(span.attributes().get("groundstream.image")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " of " + imageId + " in " + seen));
    }
}
