package io.groundstream.topology.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an image is called inside the topology: its key, shortened if no image can have it. */
final class Names {
    private static final int LONGEST = 512;
    private static final int KEPT = 440;

    private Names() {}

    static String of(String key) {
        if (key.length() <= LONGEST) {
            return key;
        }
        // a dead letter needs a key that can be written, and that no other image has
        return key.substring(0, KEPT) + "…" + sha256(key);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
