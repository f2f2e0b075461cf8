package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.Lane;

/**
 * How requests are taken.
 *
 * @param name of this runner, in results
 * @param rounds of each lane that overlap, a thread and a consumer each
 * @param mostPerPoll requests that one poll may bring
 */
public record IntakeSettings(String name, int rounds, int mostPerPoll) {
    public IntakeSettings {
        if (rounds < 1 || mostPerPoll < 1) {
            throw new IllegalArgumentException("rounds and requests a poll must be 1 or more");
        }
    }

    int threads() {
        return rounds * Lane.values().length;
    }
}
