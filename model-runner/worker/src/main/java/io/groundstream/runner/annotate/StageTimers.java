package io.groundstream.runner.annotate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.stream.LongStream;

/** The timer that all stages share, with a tag for each. */
public final class StageTimers {
    private static final Duration[] BUCKETS =
            LongStream.of(
                            1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000,
                            30_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private StageTimers() {}

    /** The timer of one stage; asked again, the same one. */
    public static Timer of(MeterRegistry registry, String stage) {
        return Timer.builder("groundstream.stage")
                .description("Time of one image in a stage; inference is a whole batch's")
                .tag("stage", stage)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
