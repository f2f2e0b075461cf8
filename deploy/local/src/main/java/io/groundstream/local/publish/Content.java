package io.groundstream.local.publish;

import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.catalog.TopicSpec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What travels in an event: a reference, or the bytes of a file.
 *
 * @param value an ImageReference or an InlineImage
 * @param bytes that the event carries
 */
record Content(Object value, long bytes) {
    private static final String URI = "[a-z][a-z0-9+.-]+://.*";

    /**
     * Of a URI or a path.
     *
     * @throws Unsendable if the file cannot be read or is too large
     */
    static Content of(String picture) throws Unsendable {
        return picture.matches(URI)
                ? new Content(ImageReference.newBuilder().setUri(picture).build(), 0)
                : read(picture);
    }

    private static Content read(String picture) throws Unsendable {
        try {
            var path = Path.of(picture);
            if (Files.isDirectory(path)) {
                throw new Unsendable("FETCH", "is a folder");
            }
            long size = Files.size(path);
            if (size > TopicSpec.MAX_INLINE_BYTES) {
                throw new Unsendable(
                        "TOO_LARGE",
                        "%d bytes, at most %d travel inline; publish a URI instead"
                                .formatted(size, TopicSpec.MAX_INLINE_BYTES));
            }
            var bytes = Files.readAllBytes(path);
            return new Content(new InlineImage(ByteBuffer.wrap(bytes)), bytes.length);
        } catch (NoSuchFileException e) {
            throw new Unsendable("FETCH", "no such file");
        } catch (AccessDeniedException e) {
            throw new Unsendable("FETCH", "may not be read");
        } catch (IOException | InvalidPathException e) {
            throw new Unsendable("FETCH", "cannot be read: " + e.getMessage());
        }
    }

    /** Why a picture cannot be sent. */
    static final class Unsendable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        Unsendable(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
