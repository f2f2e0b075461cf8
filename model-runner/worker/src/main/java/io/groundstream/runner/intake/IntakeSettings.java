package io.groundstream.runner.intake;

/**
 * How requests are taken.
 *
 * @param name of this runner, in results
 * @param rounds that overlap, a thread and a consumer each
 * @param mostPerPoll requests that one poll may bring
 */
public record IntakeSettings(String name, int rounds, int mostPerPoll) {
    public IntakeSettings {
        if (rounds < 1 || mostPerPoll < 1) {
            throw new IllegalArgumentException("rounds and requests a poll must be 1 or more");
        }
    }
}
