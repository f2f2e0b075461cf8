package io.groundstream.runner.batch;

import io.groundstream.runner.batch.Next.Compute;
import io.groundstream.runner.batch.Next.Sleep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The items that wait, and the decision which of them are computed next. It never reads the clock
 * and belongs to one thread at a time.
 *
 * <p>Items of one key form a group. A group is due when it fills a batch, when its oldest item has
 * waited for the queue delay, when a deadline would otherwise be missed, or when it is an item that
 * runs alone. Of the groups that are due, the one with the item of the lowest rank goes first, and
 * within it the items of the lowest ranks. An item's rank is its arrival, plus the bulk patience if
 * it is not urgent: so urgent items overtake bulk ones, but none that has waited that much longer,
 * and nothing starves.
 */
final class OpenBatches<K, I, O> {
    private final BatchLimits limits;
    private final Comparator<Waiting<K, I, O>> byRank = Comparator.comparingLong(this::rank);
    private final Map<Object, List<Waiting<K, I, O>>> groups = new LinkedHashMap<>();
    private long computeNanos;
    private int size;

    OpenBatches(BatchLimits limits) {
        this.limits = limits;
    }

    int size() {
        return size;
    }

    void add(Waiting<K, I, O> waiting) {
        Object group = waiting.item().alone() ? waiting : waiting.item().key();
        groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(waiting);
        size++;
    }

    /** Learns how long a batch takes, which tells how early one must start for a deadline. */
    void learn(long nanos) {
        computeNanos = computeNanos == 0 ? nanos : (3 * computeNanos + nanos) / 4;
    }

    /** Takes out and returns the items that came too late. */
    List<Waiting<K, I, O>> expired(long now) {
        var expired = new ArrayList<Waiting<K, I, O>>();
        for (var group : groups.values()) {
            group.removeIf(
                    waiting -> isPast(waiting.item().deadline(), now) && expired.add(waiting));
        }
        groups.values().removeIf(List::isEmpty);
        size -= expired.size();
        return expired;
    }

    /** Takes out and returns all items. */
    List<Waiting<K, I, O>> clear() {
        var all = new ArrayList<Waiting<K, I, O>>();
        groups.values().forEach(all::addAll);
        groups.clear();
        size = 0;
        return all;
    }

    /**
     * Takes out what is to be computed now.
     *
     * @param hurry nothing else will come, so that nothing waits for company
     */
    Next<K, I, O> next(long now, boolean hurry) {
        Object chosen = null;
        long best = 0;
        long sleep = Long.MAX_VALUE;
        for (var group : groups.entrySet()) {
            long wait = hurry ? 0 : dueIn(group.getValue(), now);
            long rank = group.getValue().stream().mapToLong(this::rank).min().orElseThrow();
            if (wait > 0) {
                sleep = Math.min(sleep, wait);
            } else if (chosen == null || rank - best < 0) {
                chosen = group.getKey();
                best = rank;
            }
        }
        return chosen == null ? new Sleep<>(sleep) : new Compute<>(take(chosen));
    }

    private List<Waiting<K, I, O>> take(Object key) {
        var group = groups.getOrDefault(key, List.of());
        group.sort(byRank);
        var head = group.subList(0, Math.min(limits.maxBatch(), group.size()));
        var batch = List.copyOf(head);
        head.clear();
        if (group.isEmpty()) {
            groups.remove(key);
        }
        size -= batch.size();
        return batch;
    }

    private long dueIn(List<Waiting<K, I, O>> group, long now) {
        if (group.getFirst().item().alone() || group.size() >= limits.maxBatch()) {
            return 0;
        }
        long wait = Long.MAX_VALUE;
        for (var waiting : group) {
            long delay = waiting.since() + limits.maxQueueDelay().toNanos() - now;
            long deadline = waiting.item().deadline();
            long slack = deadline == Item.NEVER ? delay : deadline - computeNanos - now;
            wait = Math.min(wait, Math.min(delay, slack));
        }
        return wait;
    }

    private long rank(Waiting<K, I, O> waiting) {
        return waiting.since() + (waiting.item().urgent() ? 0 : limits.bulkPatience().toNanos());
    }

    private static boolean isPast(long deadline, long now) {
        return deadline != Item.NEVER && now - deadline >= 0;
    }
}
