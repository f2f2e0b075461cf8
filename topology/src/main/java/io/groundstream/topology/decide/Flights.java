package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.avro.InferenceRequest;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Asks for the work of an image: a request, and the state that waits for its answer. */
public final class Flights {
    private final Supplier<String> ids;
    private final FlightLimits limits;

    /**
     * Takes the source of names and the limits.
     *
     * @param ids makes a new flightId each time
     */
    public Flights(Supplier<String> ids, FlightLimits limits) {
        this.ids = ids;
        this.limits = limits;
    }

    /**
     * The work of this version is in flight from now on.
     *
     * @param event with its inline bytes
     * @param attempt 1 for the first
     */
    public Step launch(Arrival arrival, ImageEvent event, int attempt, Instant now) {
        var flightId = ids.get();
        var request =
                new InferenceRequest(
                        WorkKey.of(arrival.imageId()),
                        flightId,
                        arrival.version(),
                        event.getContent(),
                        Events.tasks(event),
                        event.getLane(),
                        event.getDeadline(),
                        now,
                        attempt);
        var state =
                new ImageState(
                        arrival.version(),
                        ImageStatus.IN_FLIGHT,
                        flightId,
                        attempt,
                        Events.withoutBytes(event),
                        now,
                        earlier(
                                now.plus(limits.maxInFlight(event.getLane())),
                                event.getDeadline()));
        return new Step(state, List.of(new Output.Request(request)), List.of());
    }

    static Instant earlier(Instant moment, @Nullable Instant deadline) {
        return deadline == null || moment.isBefore(deadline) ? moment : deadline;
    }
}
