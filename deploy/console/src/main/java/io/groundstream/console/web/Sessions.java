package io.groundstream.console.web;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who has shown the token. A session is the time of its end with this process's signature under it:
 * nothing is kept, none outlives the process, and the token itself is never sent back.
 */
final class Sessions {
    static final Duration LENGTH = Duration.ofHours(12);

    private static final String SIGNATURE = "HmacSHA256";
    private static final Pattern SESSION = Pattern.compile("(\\d{1,12})\\.([0-9a-f]{64})");

    private final byte[] token;
    private final SecretKeySpec key;

    Sessions(String token) {
        this.token = digest(token);
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, SIGNATURE);
    }

    /** Takes the same time for every wrong one, whatever its length. */
    boolean isToken(String shown) {
        return MessageDigest.isEqual(token, digest(shown));
    }

    String open(Instant now) {
        var end = Long.toString(now.plus(LENGTH).getEpochSecond());
        return end + "." + sign(end);
    }

    boolean isOpen(@Nullable String session, Instant now) {
        var parts = SESSION.matcher(session == null ? "" : session);
        return parts.matches()
                && MessageDigest.isEqual(bytes(sign(parts.group(1))), bytes(parts.group(2)))
                && now.getEpochSecond() < Long.parseLong(parts.group(1));
    }

    private String sign(String text) {
        try {
            var mac = Mac.getInstance(SIGNATURE);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + SIGNATURE, e);
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
