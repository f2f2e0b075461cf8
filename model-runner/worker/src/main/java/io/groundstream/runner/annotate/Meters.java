package io.groundstream.runner.annotate;

import io.groundstream.schemas.avro.FailureCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What an annotator counts and times. */
final class Meters {
    private static final String GENERATED = "generated";

    private final MeterRegistry registry;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final DistributionSummary batchSize;

    Meters(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("groundstream.in.flight", inFlight);
        batchSize =
                DistributionSummary.builder("groundstream.batch.size")
                        .description("Rows of a model call that held work")
                        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
                        .register(registry);
        for (var stage : StageName.values()) {
            timer(stage);
        }
        results(GENERATED);
        for (var code : FailureCode.values()) {
            results(code.name());
        }
    }

    /** Where time goes. */
    enum StageName {
        FETCH("fetch"),
        DECODE("decode"),
        QUEUE("queue"),
        INFERENCE("inference");

        private final String tag;

        StageName(String tag) {
            this.tag = tag;
        }
    }

    void started() {
        inFlight.incrementAndGet();
    }

    void ended(Outcome outcome) {
        inFlight.decrementAndGet();
        if (outcome instanceof Outcome.Success(var generated)) {
            time(StageName.QUEUE, generated.getTimings().getQueueMicros() * 1_000);
        }
        var result =
                switch (outcome) {
                    case Outcome.Success _ -> GENERATED;
                    case Outcome.Failure failure -> failure.failed().getCode().name();
                };
        results(result).increment();
    }

    private Counter results(String outcome) {
        return Counter.builder("groundstream.results")
                .description("Outcomes of the model-runner, by failure code")
                .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                .register(registry);
    }

    void batch(int rows, long nanos) {
        batchSize.record(rows);
        time(StageName.INFERENCE, nanos);
    }

    void time(StageName stage, long nanos) {
        timer(stage).record(Duration.ofNanos(nanos));
    }

    private Timer timer(StageName stage) {
        return StageTimers.of(registry, stage.tag);
    }
}
