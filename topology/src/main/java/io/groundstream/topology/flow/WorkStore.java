package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.WorkFlight;
import io.groundstream.schemas.avro.WorkResult;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.schemas.avro.WorkWaiter;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The work under way of one task, who waits for it, and what was made lately; with an index of
 * everything whose time will come, in the order of that time. Waiters are kept one by one, so that
 * a picture that a million images share costs no more for each than any other.
 */
final class WorkStore {
    private static final byte[] NOTHING = {};

    private final KeyValueStore<String, WorkState> states;
    private final KeyValueStore<Bytes, WorkWaiter> waiters;
    private final KeyValueStore<Bytes, byte[]> due;
    private final WindowStore<String, WorkResult> results;
    private final Meters.Task meters;

    WorkStore(ProcessorContext<?, ?> context, Meters.Task meters) {
        this.states = context.getStateStore(Nodes.WORK_STATES);
        this.waiters = context.getStateStore(Nodes.WORK_WAITERS);
        this.due = context.getStateStore(Nodes.WORK_DUE);
        this.results = context.getStateStore(Nodes.WORK_RESULTS);
        this.meters = meters;
    }

    /** An image that waits. */
    record Waiting(String imageId, WorkWaiter waiter) {}

    @Nullable WorkState get(String workKey) {
        return states.get(workKey);
    }

    /**
     * Replaces the work.
     *
     * @param before what {@link #get} gave last
     * @param next null ends the work
     */
    void put(String workKey, @Nullable WorkState before, @Nullable WorkState next) {
        earliest(before).ifPresent(at -> forget(due, WorkIndex.due(at, workKey, "")));
        if (next == null) {
            forget(states, workKey);
            return;
        }
        states.put(workKey, next);
        earliest(next).ifPresent(at -> due.put(WorkIndex.due(at, workKey, ""), NOTHING));
    }

    @Nullable WorkWaiter waiter(String workKey, String imageId) {
        return waiters.get(WorkIndex.waiter(workKey, imageId));
    }

    /** The image waits from now on, in place of an older version of itself. */
    void join(String workKey, String imageId, WorkWaiter waiter) {
        leave(workKey, imageId);
        waiters.put(WorkIndex.waiter(workKey, imageId), waiter);
        if (waiter.getDeadline() != null) {
            due.put(WorkIndex.due(waiter.getDeadline(), workKey, imageId), NOTHING);
        }
        meters.flying();
    }

    /** The image does not wait any longer, if it did. */
    void leave(String workKey, String imageId) {
        var waiter = waiter(workKey, imageId);
        if (waiter != null) {
            leave(workKey, new Waiting(imageId, waiter));
        }
    }

    /** The image, which does wait, does not any longer. */
    void leave(String workKey, Waiting one) {
        forget(waiters, WorkIndex.waiter(workKey, one.imageId()));
        var deadline = one.waiter().getDeadline();
        if (deadline != null) {
            forget(due, WorkIndex.due(deadline, workKey, one.imageId()));
        }
        meters.landed();
    }

    /** Up to so many of those who wait for this work. */
    List<Waiting> waiting(String workKey, Predicate<WorkWaiter> wanted, int most) {
        var found = new ArrayList<Waiting>();
        try (var all = waiters.range(WorkIndex.first(workKey), WorkIndex.last(workKey))) {
            while (all.hasNext() && found.size() < most) {
                var next = all.next();
                if (wanted.test(next.value)) {
                    found.add(new Waiting(WorkIndex.imageOf(next.key), next.value));
                }
            }
        }
        return found;
    }

    /** Up to so many whose time lies in this span, both ends included, earliest first. */
    List<WorkIndex.Due> due(Instant from, Instant until, int most) {
        var found = new ArrayList<WorkIndex.Due>();
        try (var entries = due.range(WorkIndex.from(from), WorkIndex.from(until.plusMillis(1)))) {
            while (entries.hasNext() && found.size() < most) {
                found.add(WorkIndex.parse(entries.next().key));
            }
        }
        return found;
    }

    /** How many images wait. */
    long pending() {
        long count = 0;
        try (var all = waiters.all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    /** The newest result of this work that is not older than that. */
    @Nullable WorkResult result(String workKey, Instant now, Duration age) {
        try (var found = results.backwardFetch(workKey, notBefore(now.minus(age)), now)) {
            return found.hasNext() ? found.next().value : null;
        }
    }

    void keep(String workKey, WorkResult result) {
        results.put(workKey, result, result.getStoredAt().toEpochMilli());
    }

    /** A store's own delete reads what it deletes. */
    private static <K, V> void forget(KeyValueStore<K, @Nullable V> store, K key) {
        store.put(key, null);
    }

    private static Optional<Instant> earliest(@Nullable WorkState work) {
        return work == null
                ? Optional.empty()
                : work.getFlights().stream()
                        .map(WorkFlight::getDueAt)
                        .min(Comparator.naturalOrder());
    }

    private static Instant notBefore(Instant moment) {
        return moment.isBefore(Instant.EPOCH) ? Instant.EPOCH : moment;
    }
}
