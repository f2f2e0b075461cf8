package io.groundstream.console.pipeline;

import io.groundstream.console.pipeline.Instance.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Makes points of what was scraped and asked. Rates are of the time since the last scrape; times
 * and batch sizes, which are few, of the last ten seconds. One thread only.
 */
final class Measure {
    private static final int RECENT = 5;

    private final Deque<List<Growth>> recent = new ArrayDeque<>();
    private @Nullable Backlog last;
    private long lastNanos;

    /**
     * The point of this moment.
     *
     * @param backlog null if the cluster did not say
     */
    Point take(
            long second,
            long nanos,
            List<Instance> instances,
            Map<Instance, Growth> growths,
            @Nullable Backlog backlog) {
        var point =
                Point.at(
                        second,
                        instances.stream()
                                .map(i -> new Point.State(i.kind(), i.name(), i.isUp()))
                                .toList());
        topologies(point, of(Kind.TOPOLOGY, growths));
        point.put(Series.IN_FLIGHT, inFlight(Kind.TOPOLOGY, instances));
        point.put(Series.RUNNERS_IN_FLIGHT, inFlight(Kind.RUNNER, instances));
        recent.addLast(of(Kind.RUNNER, growths));
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        runners(point, recent.stream().flatMap(Collection::stream).toList());
        if (backlog != null) {
            backlog(point, backlog, nanos);
        }
        return point;
    }

    private static List<Growth> of(Kind kind, Map<Instance, Growth> growths) {
        return growths.entrySet().stream()
                .filter(e -> e.getKey().kind() == kind)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void topologies(Point point, List<Growth> growths) {
        point.put(Series.ANNOTATIONS, rate(growths, Names.IMAGES, "annotated"));
        point.put(Series.DEAD_LETTERS, rate(growths, Names.IMAGES, "dead_lettered"));
        point.put(Series.DEDUPE_HITS, rate(growths, Names.DEDUPE_HITS, null));
        point.put(Series.DEDUPE_MISSES, rate(growths, Names.DEDUPE_MISSES, null));
    }

    /** Of all together; each over its own time. */
    private static double rate(List<Growth> growths, String name, @Nullable String outcome) {
        Map<String, String> labels = outcome == null ? Map.of() : Map.of("outcome", outcome);
        return growths.isEmpty()
                ? Double.NaN
                : growths.stream().mapToDouble(g -> g.of(name, labels) / g.seconds()).sum();
    }

    private static double inFlight(Kind kind, List<Instance> instances) {
        var present =
                instances.stream()
                        .filter(instance -> instance.kind() == kind)
                        .flatMap(instance -> instance.present().stream())
                        .toList();
        return present.isEmpty()
                ? Double.NaN
                : present.stream().mapToDouble(now -> now.sum(Names.IN_FLIGHT)).sum();
    }

    private static void runners(Point point, List<Growth> growths) {
        double batches = growths.stream().mapToDouble(g -> g.of(Names.BATCH_COUNT)).sum();
        double rows = growths.stream().mapToDouble(g -> g.of(Names.BATCH_SUM)).sum();
        point.put(Series.BATCH_SIZE, batches > 0 ? rows / batches : Double.NaN);
        times(point, growths, "fetch", Series.FETCH_P50, Series.FETCH_P95);
        times(point, growths, "decode", Series.DECODE_P50, Series.DECODE_P95);
        times(point, growths, "queue", Series.QUEUE_P50, Series.QUEUE_P95);
        times(point, growths, "inference", Series.INFERENCE_P50, Series.INFERENCE_P95);
        times(point, growths, "publish", Series.PUBLISH_P50, Series.PUBLISH_P95);
    }

    /** In milliseconds. */
    private static void times(
            Point point, List<Growth> growths, String stage, Series half, Series most) {
        var spread = new Spread();
        growths.forEach(g -> spread.add(g.buckets(Names.STAGE_BUCKETS, "stage", stage)));
        point.put(half, 1_000 * spread.quantile(0.5));
        point.put(most, 1_000 * spread.quantile(0.95));
    }

    private void backlog(Point point, Backlog now, long nanos) {
        var before = last;
        double seconds = (nanos - lastNanos) / 1e9;
        last = now;
        lastNanos = nanos;
        point.put(Series.IMAGES_LAG, (double) now.images());
        point.put(Series.REQUESTS_LAG, (double) now.requests());
        // fewer than before: the topic was made anew
        if (before != null && seconds > 0 && now.arrived() >= before.arrived()) {
            point.put(Series.IMAGES, (now.arrived() - before.arrived()) / seconds);
        }
    }
}
