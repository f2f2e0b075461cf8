package io.groundstream.schemas.catalog;

/** Names of the record headers that travel through the services. */
public final class Headers {
    /** The request's flightId (UTF-8), so that a request that cannot be read can be answered. */
    public static final String FLIGHT_ID = "groundstream-flight-id";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    private Headers() {}
}
