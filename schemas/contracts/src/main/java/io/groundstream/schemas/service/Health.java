package io.groundstream.schemas.service;

/** What a service says of itself to whoever may start it again or send it work. */
public interface Health {
    /** False if only a new start can mend it. */
    boolean isLive();

    /** True while it does its work. */
    boolean isReady();

    /** Why it does not do its work, where something outside keeps it from it; else empty. */
    default String reason() {
        return "";
    }
}
