package io.groundstream.topology.decide;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. Parts of any length are kept apart by their lengths. */
public final class Digest {
    private final MessageDigest digest = sha256();

    /** The digest of these bytes, 64 lower-case hex digits; the buffer is left as it is. */
    public static String of(ByteBuffer bytes) {
        var digest = sha256();
        digest.update(bytes.duplicate());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Nothing is another part than the empty text. Every character counts, also a half one. */
    Digest text(@Nullable String text) {
        if (text == null) {
            return number(-1);
        }
        number(text.length());
        var chars = ByteBuffer.allocate(text.length() * Character.BYTES);
        chars.asCharBuffer().put(text);
        digest.update(chars);
        return this;
    }

    Digest number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
