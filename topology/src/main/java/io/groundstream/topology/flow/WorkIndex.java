package io.groundstream.topology.flow;

import org.apache.kafka.common.utils.Bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * How the stores of work are ordered: waiters by work key and imageId, what is due by time, work
 * key and imageId. A work key has {@value #KEY_CHARS} hex digits, so that no two can be mistaken
 * for each other.
 */
final class WorkIndex {
    static final int KEY_CHARS = 64;

    private WorkIndex() {}

    /**
     * Something whose time has come.
     *
     * @param imageId of the waiter; empty for the work itself
     */
    record Due(String workKey, String imageId) {}

    static boolean isKey(String workKey) {
        return workKey.length() == KEY_CHARS
                && workKey.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0);
    }

    static Bytes waiter(String workKey, String imageId) {
        return bytes(workKey + imageId);
    }

    /** Not after any waiter of this work. */
    static Bytes first(String workKey) {
        return bytes(workKey);
    }

    /** After every waiter of this work: no byte of UTF-8 is as great. */
    static Bytes last(String workKey) {
        var key = bytes(workKey).get();
        return Bytes.wrap(ByteBuffer.allocate(key.length + 1).put(key).put((byte) 0xff).array());
    }

    static String imageOf(Bytes waiter) {
        return text(waiter, KEY_CHARS);
    }

    static Bytes due(Instant at, String workKey, String imageId) {
        var key = bytes(workKey + imageId).get();
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + key.length).putLong(millis(at)).put(key).array());
    }

    static Bytes from(Instant moment) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(millis(moment)).array());
    }

    static Due parse(Bytes due) {
        var key = text(due, Long.BYTES);
        return new Due(key.substring(0, KEY_CHARS), key.substring(KEY_CHARS));
    }

    // the order of the bytes is that of the numbers only where there is no sign
    private static long millis(Instant moment) {
        return Math.max(0, moment.toEpochMilli());
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Bytes key, int from) {
        return new String(key.get(), from, key.get().length - from, StandardCharsets.UTF_8);
    }
}
