package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Gets pictures that are inline or in a file below an allowed folder; every other source is
 * forbidden. Never holds more than the limit of bytes. Safe for use by many threads.
 */
public final class Fetcher {
    private final Folders folders;
    private final long maxBytes;

    public Fetcher(Folders folders, long maxBytes) {
        this.folders = folders;
        this.maxBytes = maxBytes;
    }

    /** The bytes of a contract's {@code content}: an InlineImage or an ImageReference. */
    public Fetched fetch(Object content) {
        return switch (content) {
            case InlineImage inline -> inline(inline);
            case ImageReference reference -> reference(reference);
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
            return tooLarge(data.remaining());
        }
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        return new Picture(bytes, sha256(bytes));
    }

    private Fetched reference(ImageReference reference) {
        var declaredSize = reference.getSizeBytes();
        if (declaredSize != null && declaredSize > maxBytes) {
            return tooLarge(declaredSize);
        }
        var fetched = file(reference.getUri());
        var wanted = reference.getSha256();
        if (wanted != null
                && fetched instanceof Picture picture
                && !picture.sha256().equals(wanted.toLowerCase(Locale.ROOT))) {
            return new NotFetched(
                    FailureCode.DIGEST_MISMATCH,
                    "declared SHA-256 "
                            + printable(wanted)
                            + ", the bytes have "
                            + picture.sha256(),
                    false);
        }
        return fetched;
    }

    private Fetched file(String text) {
        try {
            var uri = URI.create(text);
            if (!"file".equalsIgnoreCase(uri.getScheme()) || uri.getAuthority() != null) {
                return forbidden(text, "pictures are inline or in a file: on this runner");
            }
            if (folders.isEmpty()) {
                return forbidden(text, "no folder is allowed: set source.folders");
            }
            var path = folders.resolve(Path.of(uri));
            return path.isPresent()
                    ? read(path.get(), text)
                    : forbidden(text, "outside of the folders in source.folders");
        } catch (IllegalArgumentException | SecurityException _) {
            return forbidden(text, "no usable URI");
        } catch (NoSuchFileException _) {
            return new NotFetched(FailureCode.FETCH, "no such file: " + printable(text), false);
        } catch (IOException e) {
            return unreadable(text, e);
        }
    }

    private Fetched read(Path path, String text) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return new NotFetched(FailureCode.FETCH, "no plain file: " + printable(text), false);
        }
        long size = Files.size(path);
        if (size > maxBytes) {
            return tooLarge(size);
        }
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            // the file may have grown since
            var bytes = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            return bytes.length > maxBytes
                    ? tooLarge(bytes.length)
                    : new Picture(bytes, sha256(bytes));
        }
    }

    private Fetched tooLarge(long bytes) {
        return new NotFetched(
                FailureCode.TOO_LARGE,
                "a picture has up to " + maxBytes + " bytes, this one " + bytes + " or more",
                false);
    }

    private static Fetched forbidden(String uri, String why) {
        return new NotFetched(FailureCode.FORBIDDEN_SOURCE, why + ": " + printable(uri), false);
    }

    private static Fetched unreadable(String uri, IOException e) {
        return new NotFetched(
                FailureCode.FETCH,
                printable(uri) + " cannot be read: " + e.getClass().getSimpleName(),
                true);
    }

    /** A stranger's words in a message: short, and without control characters. */
    private static String printable(String text) {
        var head = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return head.replaceAll("\\p{Cntrl}", "?");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
