package io.groundstream.search.follow;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far an index has read which topic. It is part of the index's commit: what stands before it is
 * in the index, and nothing is lost or doubled by a crash.
 *
 * @param format of the records and documents
 * @param topicId another one means that the topic was made anew
 * @param currentAt when nothing was left to read, or else when reading began
 * @param next the offset to go on from, by partition
 */
record Bookmark(
        String format,
        String clusterId,
        String topicId,
        Instant currentAt,
        Map<Integer, Long> next) {
    private static final String OFFSET = "offset.";

    Bookmark {
        next = Map.copyOf(next);
    }

    Map<String, String> write() {
        var data = new HashMap<String, String>();
        data.put("format", format);
        data.put("cluster", clusterId);
        data.put("topic", topicId);
        data.put("current", currentAt.toString());
        next.forEach((partition, offset) -> data.put(OFFSET + partition, Long.toString(offset)));
        return data;
    }

    /** Empty if an index was never committed by us. */
    static Optional<Bookmark> read(Map<String, String> data) {
        var format = data.get("format");
        var cluster = data.get("cluster");
        var topic = data.get("topic");
        var current = data.get("current");
        if (format == null || cluster == null || topic == null || current == null) {
            return Optional.empty();
        }
        var next = new TreeMap<Integer, Long>();
        data.forEach(
                (name, value) -> {
                    if (name.startsWith(OFFSET)) {
                        next.put(
                                Integer.valueOf(name.substring(OFFSET.length())),
                                Long.valueOf(value));
                    }
                });
        return Optional.of(new Bookmark(format, cluster, topic, Instant.parse(current), next));
    }
}
