package io.groundstream.local.bench;

import io.groundstream.schemas.service.ConfigException;

/** Scenes by their seeds: {@code count} of them, from {@code first} on. */
public record Seeds(long first, int count) {
    /** Seeds that are kept for measuring, so that nothing is fitted on them. */
    private static final Seeds KEPT = new Seeds(900_000_000L, 100_000_000);

    private static final long MOST = 1L << 62;

    public Seeds {
        if (count < 1) {
            throw new ConfigException("--count must be 1 or more, got " + count);
        }
        if (first < 0 || first >= MOST - count) {
            throw new ConfigException(
                    "--seed must be 0 or more and leave room for --count, got " + first);
        }
    }

    /** The same seeds, if a model may be fitted on them. */
    public Seeds forFitting() {
        if (first < KEPT.end() && KEPT.first < end()) {
            throw new ConfigException(
                    "--seed: %d to %d are kept for measuring, got %d to %d"
                            .formatted(KEPT.first, KEPT.end() - 1, first, end() - 1));
        }
        return this;
    }

    /** One past the last. */
    long end() {
        return first + count;
    }
}
