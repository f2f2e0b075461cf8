package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.WorkClaim;
import io.groundstream.schemas.avro.WorkFlight;
import io.groundstream.schemas.avro.WorkState;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Work under way, read and changed; at most one flight a lane. */
public final class Works {
    private Works() {}

    /** The work that a claim wants, and no other yet, with nothing asked for yet. */
    public static WorkState of(WorkClaim claim) {
        return new WorkState(
                claim.getContent(), claim.getContentSha256(), claim.getTasks(), List.of(), true);
    }

    /** Wanted by more than one image. */
    public static WorkState shared(WorkState work) {
        return new WorkState(
                work.getContent(),
                work.getContentSha256(),
                work.getTasks(),
                work.getFlights(),
                false);
    }

    public static Optional<WorkFlight> flight(WorkState work, Lane lane) {
        return work.getFlights().stream().filter(flight -> flight.getLane() == lane).findFirst();
    }

    /** With this flight in its lane. */
    public static WorkState with(WorkState work, WorkFlight flight) {
        return flying(
                work, Stream.concat(others(work, flight.getLane()), Stream.of(flight)).toList());
    }

    /** Without a flight in that lane; null if no other is left. */
    public static @Nullable WorkState without(WorkState work, Lane lane) {
        var left = others(work, lane).toList();
        return left.isEmpty() ? null : flying(work, left);
    }

    private static Stream<WorkFlight> others(WorkState work, Lane lane) {
        return work.getFlights().stream().filter(flight -> flight.getLane() != lane);
    }

    private static WorkState flying(WorkState work, List<WorkFlight> flights) {
        return new WorkState(
                work.getContent(),
                work.getContentSha256(),
                work.getTasks(),
                flights,
                work.getAlone());
    }
}
