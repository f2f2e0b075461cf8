package io.groundstream.search.follow;

import java.time.Duration;

/**
 * How often a follower does what.
 *
 * @param refresh what is read is seen after this time, or at once when nothing is left to read
 * @param commit what is read survives a crash after this time; it would be read again
 * @param look asks the cluster whether the topics are still the same
 * @param retry after a failure
 */
record Pace(Duration refresh, Duration commit, Duration look, Duration retry) {
    static final Pace USUAL =
            new Pace(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1));
}
