package io.groundstream.runner.service;

import io.groundstream.runner.batch.BatchLimits;
import io.groundstream.schemas.service.Settings;

import java.time.Duration;

/**
 * How work flows through the runner.
 *
 * @param name of this instance, in results
 * @param rounds of each lane that overlap
 * @param threads of all model calls together, on CPU; 0 takes one a core
 * @param calls of the model at one time; 0 leaves it to the model's size
 * @param prepareThreads that decode pictures
 * @param drainTimeout how long a runner that is closed goes on answering what it has
 */
record RunnerSettings(
        String name,
        int rounds,
        int threads,
        int calls,
        int prepareThreads,
        BatchLimits batches,
        Duration drainTimeout) {
    static RunnerSettings from(Settings settings) {
        int cores = Runtime.getRuntime().availableProcessors();
        int maxBatch = settings.integer("runner.max-batch", 16, 1, 512);
        if (Integer.bitCount(maxBatch) != 1) {
            settings.fault("runner.max-batch must be a power of two, got " + maxBatch);
            maxBatch = 1;
        }
        return new RunnerSettings(
                settings.text("runner.name", "runner-" + ProcessHandle.current().pid()),
                settings.integer("runner.rounds", 3, 1, 16),
                settings.integer("runner.threads", 0, 0, 1_024),
                settings.integer("runner.calls", 0, 0, 64),
                settings.integer("runner.prepare-threads", Math.max(2, cores / 2), 1, 256),
                new BatchLimits(
                        maxBatch,
                        settings.duration("runner.max-queue-delay", Duration.ofMillis(5)),
                        settings.duration("runner.bulk-patience", Duration.ofSeconds(5)),
                        Math.max(64, 4 * maxBatch)),
                settings.duration("runner.drain-timeout", Duration.ofSeconds(25)));
    }
}
