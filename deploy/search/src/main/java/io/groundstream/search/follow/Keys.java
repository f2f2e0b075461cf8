package io.groundstream.search.follow;

import org.apache.lucene.util.BytesRef;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A record's key as an index takes it: whatever somebody sent, it is never too long for a term. */
final class Keys {
    private static final int MOST_BYTES = 1_024;

    private Keys() {}

    /** The key's own bytes, or for a monstrous one its digest. */
    static BytesRef term(String key) {
        var bytes = key.getBytes(StandardCharsets.UTF_8);
        return new BytesRef(bytes.length <= MOST_BYTES ? bytes : digest(bytes));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
