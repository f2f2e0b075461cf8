package io.groundstream.schemas.serde;

import io.groundstream.schemas.avro.ImageEvent;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that it may make our own generated records, which it refuses to do for any package
 * that nobody vouched for. Everything here that touches a record vouches first; code that only
 * builds records calls {@link #vouch} itself.
 */
public final class TrustedRecords {
    private static final String PACKAGE = ImageEvent.class.getPackageName();

    static {
        ClassSecurityPredicate ours = type -> type.getPackageName().equals(PACKAGE);
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
    }

    private TrustedRecords() {}

    /** Idempotent. */
    public static void vouch() {
        // the static initialiser has done it
    }
}
