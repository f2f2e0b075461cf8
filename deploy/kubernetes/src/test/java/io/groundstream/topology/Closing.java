package io.groundstream.topology;

import java.time.Duration;

/** How long a topology takes to end: its streams, and then its admin client. */
public final class Closing {
    public static final Duration TIME = TopologyService.CLOSE_TIMEOUT.plusSeconds(5);

    private Closing() {}
}
