package io.groundstream.lag;

import io.groundstream.operations.lag.Lag;
import io.groundstream.operations.lag.Standing;
import io.groundstream.schemas.catalog.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What was measured last, for who asks. A measurement that is older than the limit is no longer
 * shown: who scales by it must see that nothing is known, and not that nothing changes. Safe for
 * many threads.
 */
final class LagBoard {
    private final Topics topics;
    private final long limitNanos;
    private final PrometheusMeterRegistry registry;
    private final MultiGauge shared;
    private final MultiGauge consumed;
    private final MultiGauge members;
    private @Nullable Standing last;
    private long lastNanos;

    /**
     * An empty board.
     *
     * @param limit how long a measurement is believed
     */
    LagBoard(Topics topics, Duration limit, PrometheusMeterRegistry registry) {
        this.topics = topics;
        this.limitNanos = limit.toNanos();
        this.registry = registry;
        this.shared =
                MultiGauge.builder("groundstream.share.group.lag")
                        .description("records that no runner has done with")
                        .register(registry);
        this.consumed =
                MultiGauge.builder("groundstream.consumer.group.lag")
                        .description("records that the topology has not read and committed")
                        .register(registry);
        this.members =
                MultiGauge.builder("groundstream.share.group.members")
                        .description("consumers of the runners, several a runner")
                        .register(registry);
        Gauge.builder("groundstream.lag.up", this, board -> board.isFresh() ? 1 : 0)
                .description("1 while the cluster tells the lag")
                .register(registry);
    }

    synchronized void show(Standing standing, long nanos) {
        last = standing;
        lastNanos = nanos;
    }

    boolean isFresh() {
        return isFresh(System.nanoTime());
    }

    synchronized boolean isFresh(long nanos) {
        return last != null && nanos - lastNanos <= limitNanos;
    }

    /** What {@code /metrics} answers at this time. */
    synchronized String scrape(long nanos) {
        var standing = isFresh(nanos) ? last : null;
        if (standing == null) {
            shared.register(List.of(), true);
            consumed.register(List.of(), true);
            members.register(List.of(), true);
        } else {
            shared.register(rows(topics.runnerGroup(), standing.runners()), true);
            consumed.register(rows(topics.topologyId(), standing.topology()), true);
            var group = Tags.of("group", topics.runnerGroup());
            members.register(List.of(MultiGauge.Row.of(group, standing.members())), true);
        }
        return registry.scrape();
    }

    private static List<MultiGauge.Row<?>> rows(String group, List<Lag> lags) {
        return lags.stream().<MultiGauge.Row<?>>map(lag -> row(group, lag)).toList();
    }

    private static MultiGauge.Row<Number> row(String group, Lag lag) {
        var tags =
                Tags.of(
                        "group",
                        group,
                        "topic",
                        lag.topic(),
                        "partition",
                        Integer.toString(lag.partition().partition()));
        return MultiGauge.Row.of(tags, lag.records());
    }
}
