package io.groundstream.console.live;

import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.serde.Registry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** {@code GET /api/v1/live}: what is annotated and dead-lettered, as it happens. */
public final class LiveView implements Resources, AutoCloseable {
    private static final int RING_NEWS = 1_024;
    private static final long RING_BYTES = 16L << 20;
    private static final int LONGEST_PHRASE = 200;

    private final LiveSettings settings;
    private final LiveMeters meters;
    private final Ring ring;
    private final Follower follower;
    private final Semaphore places;

    public LiveView(
            LiveSettings settings, Cluster cluster, Registry registry, MeterRegistry meters) {
        this.settings = settings;
        this.meters = new LiveMeters(meters);
        this.ring = new Ring(RING_NEWS, RING_BYTES, firstSequence());
        this.follower = new Follower(cluster, registry, ring, this.meters);
        this.places = new Semaphore(settings.viewers());
    }

    /** Begins to follow. */
    public void start() {
        follower.start();
    }

    /** Greater than any of an earlier run, and exact in a browser's numbers. */
    private static long firstSequence() {
        return System.currentTimeMillis() * 1_000;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/api/v1/live", this::watch);
    }

    /** False if it will never follow again. */
    public boolean isAlive() {
        return follower.isAlive();
    }

    public boolean isFollowing() {
        return follower.isFollowing();
    }

    /** Which model made the newest annotation; empty until one was seen. */
    public Optional<ModelInfo> model() {
        return follower.model();
    }

    /** Sends everybody away who watches. */
    public void dismiss() {
        ring.close();
    }

    @Override
    public void close() {
        dismiss();
        follower.close();
    }

    private void watch(Context ctx) {
        var parameters = Parameters.of(ctx, "phrase", "minConfidence", "verdict");
        var filter =
                new Filter(
                        parameters.text("phrase", LONGEST_PHRASE),
                        parameters.number("minConfidence", 0, 0, 1),
                        parameters.choice("verdict", Verdict.class));
        ctx.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
        if (ctx.method().equals(HandlerType.HEAD)) {
            return;
        }
        if (!places.tryAcquire()) {
            throw new Problem(503, "BUSY", "as many pages watch as may: " + settings.viewers());
        }
        meters.viewers.incrementAndGet();
        try {
            var out = new EventWriter(ctx.res().getOutputStream());
            new Viewer(ring, filter, settings.rate(), out, meters).run(lastSeen(ctx));
        } catch (IOException _) {
            // the page has gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            meters.viewers.decrementAndGet();
            places.release();
        }
    }

    private static long lastSeen(Context ctx) {
        var id = ctx.header("Last-Event-ID");
        return id != null && id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
    }
}
