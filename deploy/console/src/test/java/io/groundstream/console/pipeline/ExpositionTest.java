package io.groundstream.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class ExpositionTest {
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void readsWhatMicrometerWrites() {
        meters.counter("groundstream.images", "outcome", "annotated").increment(3);
        meters.counter("groundstream.images", "outcome", "quo\"ted\\ \n{x=\"y\",} ").increment(4);
        meters.counter("jvm.something").increment(9);
        var timer =
                Timer.builder("groundstream.stage")
                        .tag("stage", "decode")
                        .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100))
                        .register(meters);
        timer.record(Duration.ofMillis(7));
        timer.record(Duration.ofSeconds(7));

        var read = Exposition.parse(meters.scrape());

        assertThat(read.sum("groundstream_images_total")).isEqualTo(7);
        assertThat(read.of("groundstream_images_total"))
                .containsEntry(Map.of("outcome", "annotated"), 3.0)
                .containsEntry(Map.of("outcome", "quo\"ted\\ \n{x=\"y\",} "), 4.0);
        assertThat(read.of("groundstream_stage_seconds_bucket"))
                .containsEntry(Map.of("stage", "decode", "le", "0.01"), 1.0)
                .containsEntry(Map.of("stage", "decode", "le", "+Inf"), 2.0);
        assertThat(read.has("jvm_something_total")).isFalse();
    }

    @Test
    void readsTimesAndValuesThatAreNoNumbers() {
        var read =
                Exposition.parse(
                        """
                        # HELP groundstream_x words
                        groundstream_x 1 1700000000000
                        groundstream_y{a="b", c="d",} NaN
                        groundstream_z -Inf
                        """);

        assertThat(read.sum("groundstream_x")).isEqualTo(1);
        assertThat(read.of("groundstream_y").get(Map.of("a", "b", "c", "d"))).isNaN();
        assertThat(read.sum("groundstream_z")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void whatIsNotTheFormatIsRefused() {
        for (var line :
                new String[] {
                    "groundstream_x",
                    "groundstream_x one",
                    "groundstream_x{a=\"b 1",
                    "groundstream_x{a=\"b\\",
                    "groundstream_x{a=\"b\\n",
                    "groundstream_x{a=b} 1",
                    "groundstream_x{a} 1",
                    "groundstream_x{"
                }) {
            assertThatThrownBy(() -> Exposition.parse(line))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Exposition.parse("groundstream_x 1\n".repeat(10_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
