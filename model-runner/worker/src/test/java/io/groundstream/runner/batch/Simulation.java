package io.groundstream.runner.batch;

import io.groundstream.runner.batch.Next.Compute;
import io.groundstream.runner.batch.Next.Sleep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A queue before one model, on a clock that runs from event to event. */
final class Simulation {
    private static final int MOST_SEEN = 200;

    private final OpenBatches<Integer, Arrival, Integer> open;
    private final long service;
    private final List<Batch> batches = new ArrayList<>();
    private final List<Arrival> late = new ArrayList<>();
    private final Set<Arrival> waiting = new LinkedHashSet<>();
    private long now;

    /**
     * A queue that knows from the start how long a batch takes.
     *
     * @param service what a batch takes; 0 for a model that is always idle
     */
    Simulation(BatchLimits limits, Duration service) {
        this.open = new OpenBatches<>(limits);
        this.service = service.toNanos();
        open.learn(this.service);
    }

    /** An item that comes at a time, in nanoseconds. */
    record Arrival(int number, long at, int key, boolean urgent, boolean alone, long deadline) {}

    /** A batch that began at a time, and what then went on waiting, unless that was too much. */
    record Batch(long began, List<Arrival> items, List<Arrival> waiting) {}

    /** Lets all arrive, in the order of their times, and ends when nothing waits. */
    Simulation run(List<Arrival> arrivals) {
        int next = 0;
        while (next < arrivals.size() || open.size() > 0) {
            while (next < arrivals.size() && arrivals.get(next).at() <= now) {
                add(arrivals.get(next++));
            }
            open.expired(now).forEach(expired -> late.add(expired.item().input()));
            late.forEach(waiting::remove);
            if (next == arrivals.size() && open.size() == 0) {
                break;
            }
            switch (open.next(now, false)) {
                case Compute(var batch) -> {
                    var items = batch.stream().map(taken -> taken.item().input()).toList();
                    items.forEach(waiting::remove);
                    batches.add(new Batch(now, items, seen()));
                    now += service;
                }
                case Sleep(long nanos) -> {
                    long due = open.size() == 0 ? Long.MAX_VALUE : now + nanos;
                    now = next < arrivals.size() ? Math.min(arrivals.get(next).at(), due) : due;
                }
            }
        }
        return this;
    }

    List<Batch> batches() {
        return batches;
    }

    List<Arrival> late() {
        return late;
    }

    private List<Arrival> seen() {
        return waiting.size() > MOST_SEEN ? List.of() : List.copyOf(waiting);
    }

    private void add(Arrival arrival) {
        waiting.add(arrival);
        var item =
                new Item<>(
                        arrival.key(),
                        arrival,
                        arrival.urgent(),
                        arrival.alone(),
                        arrival.deadline());
        open.add(new Waiting<>(item, arrival.at(), new CompletableFuture<>()));
    }
}
