package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.FlightStatus;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.avro.WorkFlight;
import io.groundstream.schemas.avro.WorkState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Supplier;

/** Asks for work: a request, and the flight that waits for its result. */
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

    /** The image whose picture is to be looked at. */
    public record Asker(String imageId, Version version) {}

    /** A request that is to be sent, and its flight. */
    public record Launch(WorkFlight flight, InferenceRequest request) {}

    /**
     * Asks for the work.
     *
     * @param before the lane's flight so far
     * @param content with its inline bytes
     * @param deadline after which nobody waits any longer; null if somebody always will
     */
    public Launch launch(
            String workKey,
            WorkState work,
            WorkFlight before,
            Asker asker,
            Object content,
            @Nullable Instant deadline,
            Instant now) {
        var lane = before.getLane();
        int attempt = before.getAttempts() + 1;
        var flightId = ids.get();
        var request =
                new InferenceRequest(
                        workKey,
                        flightId,
                        asker.version(),
                        content,
                        work.getTasks(),
                        lane,
                        deadline,
                        now,
                        attempt);
        var flight =
                new WorkFlight(
                        lane,
                        FlightStatus.IN_FLIGHT,
                        flightId,
                        asker.imageId(),
                        attempt,
                        now,
                        now.plus(limits.maxInFlight(lane)),
                        null);
        return new Launch(flight, request);
    }

    /** Not asked for yet, and due at once. */
    public static WorkFlight planned(Lane lane, String imageId, Instant now) {
        return new WorkFlight(lane, FlightStatus.WAITING, "", imageId, 0, now, now, null);
    }

    /** Waits to be asked for again. */
    static WorkFlight waiting(WorkFlight flight, Instant askAgainAt) {
        return new WorkFlight(
                flight.getLane(),
                FlightStatus.WAITING,
                flight.getFlightId(),
                flight.getImageId(),
                flight.getAttempts(),
                flight.getRequestedAt(),
                askAgainAt,
                null);
    }

    /** Looked at again at that time. */
    static WorkFlight dueAt(WorkFlight flight, Instant next) {
        return new WorkFlight(
                flight.getLane(),
                flight.getStatus(),
                flight.getFlightId(),
                flight.getImageId(),
                flight.getAttempts(),
                flight.getRequestedAt(),
                next,
                flight.getOutcome());
    }

    /** Has its outcome, made for that image, which not all who wait have been told. */
    public static WorkFlight settling(
            WorkFlight flight, String owner, Object outcome, Instant now) {
        return new WorkFlight(
                flight.getLane(),
                FlightStatus.SETTLING,
                flight.getFlightId(),
                owner,
                flight.getAttempts(),
                flight.getRequestedAt(),
                now,
                outcome);
    }
}
