package io.groundstream.topology.decide;

import static io.groundstream.schemas.avro.FailureCode.BAD_TASK;
import static io.groundstream.schemas.avro.FailureCode.CORRUPT_IMAGE;
import static io.groundstream.schemas.avro.FailureCode.SCHEMA;
import static io.groundstream.schemas.avro.FailureCode.TIMEOUT;
import static io.groundstream.schemas.avro.FailureCode.TOO_LARGE;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.catalog.TopicSpec;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What an event must be before work is asked for. The limits keep every record writable. */
final class EventRules {
    static final int MAX_ID_CHARS = 512;
    private static final int MAX_TASKS = 16;
    private static final int MAX_URI_CHARS = 8_192;
    private static final int MAX_MEDIA_TYPE_CHARS = 255;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_ATTRIBUTE_CHARS = 64 << 10;

    private EventRules() {}

    /** The first rule that the event breaks. */
    static Optional<Refusal> broken(String key, ImageEvent event, Instant now) {
        return Stream.of(
                        identity(key, event),
                        attributes(event),
                        content(event),
                        tasks(event),
                        deadline(event, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> identity(String key, ImageEvent event) {
        var id = event.getImageId();
        if (id.isEmpty() || id.length() > MAX_ID_CHARS) {
            return refuse(SCHEMA, "imageId must be 1 to 512 characters, got " + id.length());
        }
        return check(
                id.equals(key),
                SCHEMA,
                "the record's key must be the imageId '" + id + "', got '" + key + "'");
    }

    private static Optional<Refusal> attributes(ImageEvent event) {
        var all = event.getAttributes();
        if (all.size() > MAX_ATTRIBUTES) {
            return refuse(SCHEMA, "at most 64 attributes, got " + all.size());
        }
        long chars =
                all.entrySet().stream()
                        .mapToLong(a -> (long) a.getKey().length() + a.getValue().length())
                        .sum();
        return check(
                chars <= MAX_ATTRIBUTE_CHARS,
                SCHEMA,
                "attributes must be at most 65536 characters together, got " + chars);
    }

    private static Optional<Refusal> content(ImageEvent event) {
        var mediaType = event.getMediaType();
        if (mediaType != null && mediaType.length() > MAX_MEDIA_TYPE_CHARS) {
            return refuse(
                    SCHEMA, "mediaType of " + mediaType.length() + " characters, at most 255");
        }
        return switch (event.getContent()) {
            case InlineImage inline -> inline(inline.getData().remaining());
            case ImageReference reference -> reference(reference);
            default -> refuse(SCHEMA, "content must be an inline image or a reference");
        };
    }

    private static Optional<Refusal> inline(int bytes) {
        if (bytes == 0) {
            return refuse(CORRUPT_IMAGE, "the inline image has no bytes");
        }
        return check(
                bytes <= TopicSpec.MAX_INLINE_BYTES,
                TOO_LARGE,
                "an inline image must be at most "
                        + TopicSpec.MAX_INLINE_BYTES
                        + " bytes, got "
                        + bytes);
    }

    private static Optional<Refusal> reference(ImageReference reference) {
        int chars = reference.getUri().length();
        if (chars == 0 || chars > MAX_URI_CHARS) {
            return refuse(SCHEMA, "uri must be 1 to 8192 characters, got " + chars);
        }
        var digest = reference.getSha256();
        return check(
                digest == null || digest.matches("[0-9a-f]{64}"),
                SCHEMA,
                "sha256 must be 64 lower-case hex digits");
    }

    private static Optional<Refusal> tasks(ImageEvent event) {
        if (event.getTasks().size() > MAX_TASKS) {
            return refuse(BAD_TASK, "at most 16 tasks, got " + event.getTasks().size());
        }
        return event.getTasks().stream()
                .map(TaskRules::broken)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> deadline(ImageEvent event, Instant now) {
        var deadline = event.getDeadline();
        return check(
                deadline == null || now.isBefore(deadline),
                TIMEOUT,
                "the deadline " + deadline + " had passed when the event was read");
    }

    private static Optional<Refusal> check(boolean holds, FailureCode code, String message) {
        return holds ? Optional.empty() : refuse(code, message);
    }

    private static Optional<Refusal> refuse(FailureCode code, String message) {
        return Optional.of(Refusal.atAdmission(code, message));
    }
}
