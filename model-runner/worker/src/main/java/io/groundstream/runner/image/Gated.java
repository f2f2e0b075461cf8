package io.groundstream.runner.image;

import io.groundstream.schemas.avro.FailureCode;

import java.nio.ByteBuffer;

/** What the gate makes of bytes. */
public sealed interface Gated {
    /**
     * A picture as a model sees it.
     *
     * @param rgb levels of {@code size * size} pixels, rows from the top, red, green, blue
     * @param width of the upright picture before it was squashed, in pixels
     * @param height of the same
     * @param mediaType by the bytes
     */
    record Prepared(ByteBuffer rgb, int width, int height, String mediaType) implements Gated {}

    /** A picture that is not let in, and why. */
    record Refused(FailureCode code, String message) implements Gated {}
}
