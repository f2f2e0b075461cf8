package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.ImageStatus;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The states of a task's images, and an index of those that wait for something, in the order of
 * their time: what is due is found without looking at what is not.
 */
final class ImageStore {
    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, ImageState> states;
    private final KeyValueStore<Bytes, byte[]> due;
    private final Meters.Task meters;

    ImageStore(ProcessorContext<?, ?> context, Meters.Task meters) {
        this.states = context.getStateStore(Nodes.IMAGE_STATES);
        this.due = context.getStateStore(Nodes.IMAGE_DUE);
        this.meters = meters;
    }

    @Nullable ImageState get(String imageId) {
        return states.get(imageId);
    }

    /**
     * Replaces the state.
     *
     * @param before what the store holds
     * @param next null forgets the image
     */
    void put(String imageId, @Nullable ImageState before, @Nullable ImageState next) {
        if (before != null && isPending(before)) {
            due.delete(key(before.getDueAt(), imageId));
            meters.landed();
        }
        if (next == null) {
            states.delete(imageId);
            return;
        }
        states.put(imageId, next);
        if (isPending(next)) {
            due.put(key(next.getDueAt(), imageId), NOTHING);
            meters.flying();
        }
    }

    /** Up to so many images whose time lies in this span, both ends included, earliest first. */
    List<String> due(Instant from, Instant until, int most) {
        var found = new ArrayList<String>();
        try (var entries = due.range(bytes(from), bytes(until.plusMillis(1)))) {
            while (entries.hasNext() && found.size() < most) {
                found.add(imageId(entries.next().key));
            }
        }
        return found;
    }

    /** How many images wait for something. */
    long pending() {
        long count = 0;
        try (var entries = due.all()) {
            while (entries.hasNext()) {
                entries.next();
                count++;
            }
        }
        return count;
    }

    private static boolean isPending(ImageState state) {
        return state.getStatus() == ImageStatus.IN_FLIGHT
                || state.getStatus() == ImageStatus.WAITING;
    }

    private static Bytes key(Instant dueAt, String imageId) {
        var id = imageId.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(Long.BYTES + id.length).putLong(millis(dueAt)).put(id).array());
    }

    private static Bytes bytes(Instant moment) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(millis(moment)).array());
    }

    // the order of the bytes is that of the numbers only where there is no sign
    private static long millis(Instant moment) {
        return Math.max(0, moment.toEpochMilli());
    }

    private static String imageId(Bytes key) {
        return new String(
                key.get(), Long.BYTES, key.get().length - Long.BYTES, StandardCharsets.UTF_8);
    }
}
