package io.groundstream.console.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.lag.Lags;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Measures every two seconds in one thread, and keeps ten minutes. Safe for many threads. */
public final class Pipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration LAG_TIMEOUT = Duration.ofMillis(1_500);
    private static final int POINTS = 300;
    private static final int MOST_SUBSCRIBERS = 64;
    private static final long DRAIN_SECONDS = 5;

    private final Scraper scraper;
    private final Lags lags;
    private final String images;
    private final Refusals refusals;
    private final Measure measure = new Measure();
    private final Ring ring = new Ring(POINTS);
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("pipeline-measure").factory());
    private boolean dismissed;
    private boolean answered = true;

    private Pipeline(Scraper scraper, Cluster cluster) {
        this.scraper = scraper;
        this.lags = lags(cluster);
        this.images = cluster.topics().images();
        this.refusals = Refusals.ofCluster(cluster.bootstrapServers());
    }

    /**
     * Begins to measure, whether anything answers or not.
     *
     * @param probes base addresses of the probes of runners and topologies
     */
    public static Pipeline start(Cluster cluster, List<URI> probes) {
        return start(cluster, probes, INTERVAL);
    }

    static Pipeline start(Cluster cluster, List<URI> probes, Duration interval) {
        var pipeline = new Pipeline(new Scraper(probes), cluster);
        var _ =
                pipeline.thread.scheduleAtFixedRate(
                        pipeline::tick, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return pipeline;
    }

    static Lags lags(Cluster cluster) {
        return new Lags(cluster.topics(), cluster::admin, LAG_TIMEOUT);
    }

    ObjectNode json() {
        return ring.json();
    }

    /** The points from now on; empty if too many clients follow, or all are sent away. */
    Optional<Subscription> subscribe() {
        synchronized (subscriptions) {
            if (dismissed || subscriptions.size() >= MOST_SUBSCRIBERS) {
                return Optional.empty();
            }
            var subscription = new Subscription(subscriptions::remove);
            subscriptions.add(subscription);
            return Optional.of(subscription);
        }
    }

    /** Ends the streams of all clients, which would hold the server up. */
    public void dismiss() {
        synchronized (subscriptions) {
            dismissed = true;
            List.copyOf(subscriptions).forEach(Subscription::close);
        }
    }

    @Override
    public void close() {
        dismiss();
        thread.shutdownNow();
        try {
            var _ = thread.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        scraper.close();
        lags.close();
    }

    private void tick() {
        try {
            var growths = scraper.scrape();
            var backlog = backlog();
            var point =
                    measure.take(
                            Instant.now().getEpochSecond(),
                            System.nanoTime(),
                            scraper.instances(),
                            growths,
                            backlog);
            ring.add(point);
            subscriptions.forEach(subscription -> subscription.offer(point));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // else the executor would never call again
            log.atError().setCause(e).log("a measurement failed");
        }
    }

    private @Nullable Backlog backlog() throws InterruptedException {
        try {
            var backlog = Backlog.of(lags.measure(), images);
            answered = true;
            return backlog;
        } catch (ExecutionException | KafkaException e) {
            if (answered) {
                var failure = refusals.words(e).orElse(e.toString());
                log.atWarn().addKeyValue("failure", failure).log("no lag from the cluster");
            }
            answered = false;
            return null;
        }
    }
}
