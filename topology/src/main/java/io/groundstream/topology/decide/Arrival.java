package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.Version;

/** A new version of an image, as its record names it. */
public record Arrival(String imageId, Version version) {}
