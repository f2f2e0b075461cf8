package io.groundstream.topology.moderate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Draws images for review by a hash of their name and content: the same image is drawn each time,
 * and a higher rate draws those that a lower one drew, and more.
 */
final class Sampling {
    private Sampling() {}

    static boolean draws(Subject subject, double rate) {
        return rate > 0 && share(subject) < rate;
    }

    /** Evenly spread over 0 (included) to 1 (excluded). */
    private static double share(Subject subject) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(subject.imageId().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(subject.contentSha256().getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(digest.digest()).getLong() >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
