package io.groundstream.console.pipeline;

import io.groundstream.operations.lag.Lag;
import io.groundstream.operations.lag.Standing;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the cluster says about the work that waits.
 *
 * @param images events that the topology has not read
 * @param requests requests that no runner has done with
 * @param arrived the sum of the ends of images, which grows with each event
 */
record Backlog(long images, long requests, long arrived) {
    /** Of all partitions together. */
    static Backlog of(Standing standing, String imagesTopic) {
        var images =
                standing.topology().stream()
                        .filter(lag -> lag.topic().equals(imagesTopic))
                        .toList();
        return new Backlog(
                sum(images, Lag::records),
                sum(standing.runners(), Lag::records),
                sum(images, Lag::end));
    }

    private static long sum(List<Lag> lags, ToLongFunction<Lag> what) {
        return lags.stream().mapToLong(what).sum();
    }
}
