package io.groundstream.search.follow;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * How far following has come, for anyone to see.
 *
 * @param lag records not yet indexed, by topic; a topic of which that is not known yet is not there
 * @param topics how many there are
 * @param fault why following waits; null if it does not
 */
record Progress(Map<String, Long> lag, int topics, @Nullable String fault) {
    Progress {
        lag = Map.copyOf(lag);
    }

    static Progress none(int topics) {
        return new Progress(Map.of(), topics, null);
    }

    boolean isCaughtUp() {
        return fault == null
                && lag.size() == topics
                && lag.values().stream().allMatch(behind -> behind == 0);
    }

    Progress with(Map<String, Long> seen) {
        return new Progress(seen, topics, null);
    }

    Progress failing(String reason) {
        return new Progress(lag, topics, reason);
    }
}
