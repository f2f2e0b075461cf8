package io.groundstream.schemas.serde;

import org.jspecify.annotations.Nullable;

/** A record that cannot be read however often one tries. Its place is part of the message. */
public final class BrokenRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** Fewer than the five bytes of magic and schema id. */
        TOO_SHORT,
        /** The first byte is not 0. */
        WRONG_MAGIC_BYTE,
        /** The registry does not know the schema id. */
        UNKNOWN_SCHEMA_ID,
        /** The writer's schema is another record's, or cannot be read as ours. */
        OTHER_SCHEMA,
        /** The payload ends early, goes on too long or is not what its schema says. */
        MALFORMED
    }

    private final Reason reason;
    private final transient Place place;

    BrokenRecordException(Reason reason, Place place, String what, @Nullable Throwable cause) {
        super(what + " at " + place, cause);
        this.reason = reason;
        this.place = place;
    }

    public Reason reason() {
        return reason;
    }

    public Place place() {
        return place;
    }
}
