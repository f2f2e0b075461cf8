package io.groundstream.schemas.catalog;

import io.groundstream.schemas.avro.Version;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the headers of a replayed event say.
 *
 * @param from the version that it repeats; null if the header names none
 * @param count how often the event has been replayed, 1 or more
 */
public record ReplayMark(@Nullable Version from, int count) {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,9})/(\\d{1,18})");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    /** The mark of a record; empty if it is no replay. */
    public static Optional<ReplayMark> of(org.apache.kafka.common.header.Headers headers) {
        var from = headers.lastHeader(Headers.REPLAYED_FROM);
        return from == null
                ? Optional.empty()
                : Optional.of(
                        new ReplayMark(
                                version(text(from)),
                                count(text(headers.lastHeader(Headers.REPLAY_COUNT)))));
    }

    /** Takes the place of any mark that stands there. */
    public void writeTo(org.apache.kafka.common.header.Headers headers) {
        headers.remove(Headers.REPLAYED_FROM).remove(Headers.REPLAY_COUNT);
        if (from != null) {
            headers.add(Headers.REPLAYED_FROM, bytes(from.getPartition() + "/" + from.getOffset()));
            headers.add(Headers.REPLAY_COUNT, bytes(Integer.toString(count)));
        }
    }

    private static @Nullable Version version(String text) {
        var place = PLACE.matcher(text);
        return place.matches()
                ? new Version(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)))
                : null;
    }

    private static int count(String text) {
        return COUNT.matcher(text).matches() ? Math.max(1, Integer.parseInt(text)) : 1;
    }

    private static String text(@Nullable Header header) {
        return header == null || header.value() == null
                ? ""
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
