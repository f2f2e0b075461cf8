package io.groundstream.runner.intake;

import io.groundstream.runner.annotate.StageTimers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.apache.kafka.clients.consumer.AcknowledgeType;

import java.time.Duration;
import java.util.Locale;

/** What the intake counts and times. */
final class IntakeMeters {
    private final MeterRegistry registry;
    private final DistributionSummary deliveries;
    private final Timer publish;
    private final Counter lateAcknowledgements;

    IntakeMeters(MeterRegistry registry) {
        this.registry = registry;
        deliveries =
                DistributionSummary.builder("groundstream.deliveries")
                        .description("How often a request had been delivered when it arrived")
                        .serviceLevelObjectives(1, 2, 3, 5, 10)
                        .register(registry);
        publish = StageTimers.of(registry, "publish");
        lateAcknowledgements =
                Counter.builder("groundstream.late.acknowledgements")
                        .description("Commits that came after the broker had taken requests back")
                        .register(registry);
        acknowledgements(AcknowledgeType.ACCEPT);
        acknowledgements(AcknowledgeType.RELEASE);
    }

    void delivered(int count) {
        deliveries.record(count);
    }

    void published(long nanos) {
        publish.record(Duration.ofNanos(nanos));
    }

    void acknowledged(AcknowledgeType type) {
        acknowledgements(type).increment();
    }

    private Counter acknowledgements(AcknowledgeType type) {
        return Counter.builder("groundstream.acknowledgements")
                .description("Requests by how they were acknowledged")
                .tag("type", type.toString().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void late() {
        lateAcknowledgements.increment();
    }
}
