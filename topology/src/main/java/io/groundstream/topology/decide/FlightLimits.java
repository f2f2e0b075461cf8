package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.service.ConfigException;

import java.time.Duration;

/**
 * How long and how often work is asked for.
 *
 * @param interactive how long interactive work may be in flight without being answered or overtaken
 * @param bulk the same for bulk work; must stay below the retention of the request topics
 * @param attempts how often the same work is asked for, the first time included
 * @param backoff the wait before the second attempt; it doubles with each one, up to a minute
 */
public record FlightLimits(Duration interactive, Duration bulk, int attempts, Duration backoff) {
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    public FlightLimits {
        if (!interactive.isPositive() || !bulk.isPositive() || !backoff.isPositive()) {
            throw new ConfigException(
                    "max-in-flight.interactive, max-in-flight.bulk and retry.backoff must be longer"
                            + " than 0");
        }
        if (attempts < 1 || attempts > 100) {
            throw new ConfigException("retry.limit must be 1 to 100, got " + attempts);
        }
    }

    public Duration maxInFlight(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> interactive;
            case BULK -> bulk;
        };
    }

    /** The wait after so many attempts have failed. */
    Duration waitAfter(int failedAttempts) {
        var longest = backoff.compareTo(LONGEST_BACKOFF) > 0 ? backoff : LONGEST_BACKOFF;
        var wait = backoff;
        for (int i = 1; i < failedAttempts && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
