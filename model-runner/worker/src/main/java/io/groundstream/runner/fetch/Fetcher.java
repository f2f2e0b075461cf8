package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.runner.fetch.address.Internet;
import io.groundstream.runner.fetch.attempt.AttemptException;
import io.groundstream.runner.fetch.attempt.Retries;
import io.groundstream.runner.fetch.attempt.Waiting;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Gets pictures that are inline or where the configuration allows it; every other source is
 * forbidden. What a reference declares about its bytes is verified. Never holds more than the limit
 * of bytes of a picture; blocks, so that it is best called on virtual threads, by any number of
 * them.
 */
public final class Fetcher implements AutoCloseable {
    private final Places places;
    private final Retries retries;
    private final long maxBytes;

    private Fetcher(Places places, Retries retries, long maxBytes) {
        this.places = places;
        this.retries = retries;
        this.maxBytes = maxBytes;
    }

    /**
     * Makes what the sources need.
     *
     * @param maxBytes of an encoded picture
     */
    public static Fetcher open(Sources sources, long maxBytes) {
        return open(sources, maxBytes, Internet.REAL, Waiting.REAL);
    }

    static Fetcher open(Sources sources, long maxBytes, Internet internet, Waiting waiting) {
        return new Fetcher(
                Places.open(sources, maxBytes, internet, waiting), new Retries(waiting), maxBytes);
    }

    /**
     * The bytes of a contract's {@code content}: an InlineImage or an ImageReference.
     *
     * @param until by {@link System#nanoTime}, when to have given up
     */
    public Fetched fetch(Object content, long until) {
        return switch (content) {
            case InlineImage inline -> inline(inline);
            case ImageReference reference -> reference(reference, until);
            default ->
                    new NotFetched(
                            FailureCode.SCHEMA,
                            "content must be inline or a reference, got "
                                    + content.getClass().getSimpleName(),
                            false);
        };
    }

    private Fetched inline(InlineImage inline) {
        var data = inline.getData().duplicate();
        if (data.remaining() > maxBytes) {
            return failed(AttemptException.tooLarge(maxBytes), "inline");
        }
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        return new Picture(bytes, sha256(bytes));
    }

    private Fetched reference(ImageReference reference, long until) {
        try {
            var declaredSize = reference.getSizeBytes();
            if (declaredSize != null && declaredSize > maxBytes) {
                throw AttemptException.tooLarge(maxBytes);
            }
            var attempt = places.find(reference.getUri());
            var bytes = retries.run(attempt, until);
            return verified(reference, new Picture(bytes, sha256(bytes)));
        } catch (AttemptException e) {
            return failed(e, reference.getUri());
        }
    }

    private static Fetched verified(ImageReference declared, Picture picture) {
        var size = declared.getSizeBytes();
        if (size != null && size != picture.bytes().length) {
            return mismatch(size + " bytes", picture.bytes().length + " bytes");
        }
        var digest = declared.getSha256();
        if (digest != null && !digest.toLowerCase(Locale.ROOT).equals(picture.sha256())) {
            return mismatch("SHA-256 " + printable(digest), picture.sha256());
        }
        return picture;
    }

    private static Fetched mismatch(String declared, String found) {
        return new NotFetched(
                FailureCode.DIGEST_MISMATCH, "declared " + declared + ", found " + found, false);
    }

    private static Fetched failed(AttemptException e, String where) {
        return new NotFetched(e.code(), e.getMessage() + ": " + printable(where), e.mayPass());
    }

    /** A stranger's words in a message: short, without control characters, without a query. */
    private static String printable(String text) {
        var plain = text.indexOf('?') < 0 ? text : text.substring(0, text.indexOf('?'));
        var head = plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
        return head.replaceAll("\\p{Cntrl}", "?");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        places.close();
    }
}
