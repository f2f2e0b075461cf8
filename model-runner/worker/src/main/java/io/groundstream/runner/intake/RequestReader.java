package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.RegistryUnavailableException;

/** Reads requests. */
@FunctionalInterface
interface RequestReader {
    /**
     * The request in the bytes.
     *
     * @throws BrokenRecordException if they can never be read
     * @throws RegistryUnavailableException if they may be read later
     */
    InferenceRequest read(Place place, byte[] bytes);
}
