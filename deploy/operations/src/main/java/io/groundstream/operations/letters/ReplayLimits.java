package io.groundstream.operations.letters;

import io.groundstream.schemas.service.ConfigException;

/**
 * How far a replay may go.
 *
 * @param replays how often one event may be published again, all runs together
 * @param events how many events one run publishes at most
 */
public record ReplayLimits(int replays, long events, boolean dryRun) {
    public ReplayLimits {
        if (replays < 1 || events < 1) {
            throw new ConfigException("--max-replays and --max must be 1 or more");
        }
    }
}
