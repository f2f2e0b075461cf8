package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.PresentRecords;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.testing.Collector;
import io.groundstream.testing.Collector.Seen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The spans of one image, by name. */
record Way(Map<String, Seen> spans) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // services read the clock one by one, and the broker writes milliseconds
    private static final long TICK = 2_000_000;
    // every service exports at its own pace, so that the last one of the way is not the last to
    // come
    private static final List<String> ALL =
            List.of(
                    "publish",
                    "admit",
                    "dispatch",
                    "wait",
                    "request",
                    "fetch",
                    "decode",
                    "queue",
                    "inference",
                    "publish result",
                    "collect",
                    "settle");

    /** Waits until all of them have come. */
    static Way of(String imageId, Collector collector) throws InterruptedException {
        var giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            var way = seen(imageId, collector.spans());
            if (way.spans().keySet().containsAll(ALL)) {
                return way;
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("not all of " + ALL + " after " + PATIENCE + ": " + way);
            }
            Thread.sleep(20);
        }
    }

    /** The context in the header of its annotation: trace and span, with a hyphen between them. */
    static String ofAnnotation(String imageId, Cluster cluster) {
        var found = new ArrayList<String>();
        PresentRecords.read(
                cluster,
                cluster.topics().annotations(),
                record -> {
                    if (record.key().equals(imageId)) {
                        found.add(Trace.of(record.headers()).parent().substring(3, 52));
                    }
                });
        return found.getLast();
    }

    String from(String name) {
        return span(name).service();
    }

    String attribute(String name, String key) {
        return span(name).attributes().get(key);
    }

    String context(String name) {
        return span(name).traceId() + "-" + span(name).spanId();
    }

    void leads(String parent, String child, String service) {
        assertThat(span(child).parent()).as(child).isEqualTo(span(parent).spanId());
        assertThat(span(child).service()).as(child).isEqualTo(service);
        assertThat(span(child).start()).as(child).isBetween(1L, span(child).end());
    }

    /** Each begins no earlier than the one before it. */
    void isInOrder(String... names) {
        for (int i = 1; i < names.length; i++) {
            assertThat(span(names[i]).start() + TICK)
                    .as(names[i - 1] + " before " + names[i])
                    .isGreaterThanOrEqualTo(span(names[i - 1]).start());
        }
    }

    private Seen span(String name) {
        return Objects.requireNonNull(spans.get(name), name);
    }

    private static Way seen(String imageId, List<Seen> all) {
        var traces =
                all.stream()
                        .filter(span -> imageId.equals(span.attributes().get("groundstream.image")))
                        .map(Seen::traceId)
                        .distinct()
                        .toList();
        return new Way(
                all.stream()
                        .filter(span -> traces.contains(span.traceId()))
                        .collect(Collectors.toMap(Seen::name, span -> span, (_, last) -> last)));
    }
}
