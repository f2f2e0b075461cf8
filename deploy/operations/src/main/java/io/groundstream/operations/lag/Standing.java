package io.groundstream.operations.lag;

import java.util.List;

/**
 * How the two groups stand that the stream lives by.
 *
 * @param topology of every partition that the topology reads
 * @param runners of every partition that the runners share
 * @param members of the runners' share group: a consumer each, several a runner
 */
public record Standing(List<Lag> topology, List<Lag> runners, int members) {
    public Standing {
        topology = List.copyOf(topology);
        runners = List.copyOf(runners);
    }
}
