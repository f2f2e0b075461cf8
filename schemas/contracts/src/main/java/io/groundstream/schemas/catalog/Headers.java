package io.groundstream.schemas.catalog;

/** Names of the record headers that travel through the services. */
public final class Headers {
    /** The request's flightId (UTF-8), so that a request that cannot be read can be answered. */
    public static final String FLIGHT_ID = "groundstream-flight-id";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** On a replayed event: partition and offset of the version that it repeats, "3/1234". */
    public static final String REPLAYED_FROM = "groundstream-replayed-from";

    /** On a replayed event: how often it has been replayed, this time included, as a decimal. */
    public static final String REPLAY_COUNT = "groundstream-replay-count";

    private Headers() {}
}
