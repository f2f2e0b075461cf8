package io.groundstream.local.publish;

import io.groundstream.schemas.avro.Version;

/** What became of one picture that was to be published. */
public sealed interface Ending {
    /** The path or URI, as it was given. */
    String picture();

    /** The broker has it for good. */
    record Published(String picture, long bytes, Version version) implements Ending {}

    /** It is not on the topic. */
    record Failed(String picture, String code, String message) implements Ending {}
}
