package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.annotate.AnnotatorSettings;
import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.image.Pictures;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.UnaryOperator;

/** Dashboards and alerts are written for these names. */
class MetricNamesTest {
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void theRunnersMetricsHaveTheseNames() throws Exception {
        var intake = new IntakeMeters(meters);
        intake.delivered(1);
        intake.acknowledged(AcknowledgeType.ACCEPT);
        annotateOne();

        assertThat(ours())
                .containsExactlyInAnyOrder(
                        "groundstream_acknowledgements_total counter",
                        "groundstream_batch_invariance_checks_total counter",
                        "groundstream_batch_invariance_mismatch_total counter",
                        "groundstream_batch_size histogram",
                        "groundstream_batch_size_max gauge",
                        "groundstream_deliveries histogram",
                        "groundstream_deliveries_max gauge",
                        "groundstream_in_flight gauge",
                        "groundstream_late_acknowledgements_total counter",
                        "groundstream_results_total counter",
                        "groundstream_stage_seconds histogram",
                        "groundstream_stage_seconds_max gauge");
        assertThat(meters.scrape())
                .contains("groundstream_stage_seconds_count{stage=\"fetch\"} 1")
                .contains("groundstream_stage_seconds_count{stage=\"decode\"} 1")
                .contains("groundstream_stage_seconds_count{stage=\"queue\"} 1")
                .contains("groundstream_stage_seconds_count{stage=\"inference\"} 1")
                .contains("groundstream_stage_seconds_count{stage=\"publish\"} 0");
    }

    @Test
    void aStageHasFifteenBucketsFromAMillisecondToThirtySeconds() {
        new IntakeMeters(meters).published(1);

        var buckets =
                meters.scrape()
                        .lines()
                        .filter(line -> line.startsWith("groundstream_stage_seconds_bucket"))
                        .toList();
        assertThat(buckets).hasSize(16);
        assertThat(buckets.getFirst()).contains("le=\"0.001\"");
        assertThat(buckets.get(14)).contains("le=\"30.0\"");
        assertThat(buckets.getLast()).contains("le=\"+Inf\"");
    }

    private void annotateOne() throws Exception {
        var settings = AnnotatorSettings.of(Goldens.TINY.bundle().directory(), 1);
        try (var annotator = Annotator.open(settings, UnaryOperator.identity(), meters)) {
            var _ = annotator.annotate(Job.of(Pictures.bytes("down.png"), List.of())).join();
        }
    }

    private List<String> ours() {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE groundstream_"))
                .map(line -> line.substring("# TYPE ".length()))
                .toList();
    }
}
