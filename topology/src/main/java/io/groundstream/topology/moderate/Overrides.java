package io.groundstream.topology.moderate;

import io.groundstream.schemas.avro.ModerationOverride;

/** What an override must be to count. */
public final class Overrides {
    /** Of a reason, and of an actor's name. */
    public static final int MOST_CHARS = 2_000;

    private static final int SHA256_CHARS = 64;

    private Overrides() {}

    /** It names its image and a content, and is no longer than a decision may be. */
    public static boolean areUsable(String key, ModerationOverride override) {
        return override.getImageId().equals(key)
                && override.getContentSha256().length() == SHA256_CHARS
                && override.getReason().length() <= MOST_CHARS
                && override.getActor().length() <= MOST_CHARS;
    }
}
