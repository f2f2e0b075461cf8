package io.groundstream.console.picture;

import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.serde.Registry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code GET /api/v1/images/{imageId}/thumbnail}. Few are made at one time, each only once, and of
 * those that wait there is a limit: whoever comes after it is told to come again.
 */
public final class PictureResources implements Resources, AutoCloseable {
    static final int LARGEST = 1_024;

    private static final int USUAL = 320;
    private static final int SMALLEST = 16;
    private static final int MAKERS = 2;
    private static final int WAITING = 64;
    private static final long CACHE_BYTES = 32L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String KEPT = "private, max-age=3600, immutable";

    private final Darkroom darkroom;
    private final Cache cache = new Cache(CACHE_BYTES);
    private final ConcurrentHashMap<Wanted, CompletableFuture<byte[]>> underWay =
            new ConcurrentHashMap<>();
    private final ThreadPoolExecutor makers;

    public PictureResources(PictureSettings settings, Cluster cluster, Registry registry) {
        this.darkroom = new Darkroom(settings, cluster, registry);
        // decoding takes the processor, which threads for requests must not
        this.makers =
                new ThreadPoolExecutor(
                        MAKERS,
                        MAKERS,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        Thread.ofPlatform().name("thumbnail-", 0).daemon().factory());
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/api/v1/images/{imageId}/thumbnail", this::answer);
    }

    @Override
    public void close() {
        makers.shutdown();
        try {
            if (makers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                darkroom.close();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Context ctx) throws InterruptedException {
        var wanted = wanted(ctx);
        ctx.header("ETag", wanted.tag());
        if (wanted.tag().equals(ctx.header("If-None-Match"))) {
            ctx.header("Cache-Control", KEPT).status(304);
            return;
        }
        var jpeg = thumbnail(wanted);
        ctx.header("Cache-Control", KEPT).contentType("image/jpeg").result(jpeg);
    }

    private static Wanted wanted(Context ctx) {
        var parameters = Parameters.of(ctx, "partition", "offset", "size");
        parameters.require("partition");
        parameters.require("offset");
        return new Wanted(
                ctx.pathParam("imageId"),
                parameters.integer("partition", 0, 0, Integer.MAX_VALUE),
                parameters.whole("offset", 0, 0, Long.MAX_VALUE - 1),
                parameters.integer("size", USUAL, SMALLEST, LARGEST));
    }

    private byte[] thumbnail(Wanted wanted) throws InterruptedException {
        var known = cache.get(wanted);
        if (known != null) {
            return known;
        }
        try {
            return underWay.computeIfAbsent(wanted, this::begin)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (RejectedExecutionException | TimeoutException _) {
            throw new Problem(503, "BUSY", "too many pictures are asked for, try again");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private CompletableFuture<byte[]> begin(Wanted wanted) {
        var made = new CompletableFuture<byte[]>();
        makers.execute(
                () -> {
                    try {
                        var jpeg = darkroom.make(wanted);
                        cache.put(wanted, jpeg);
                        made.complete(jpeg);
                    } catch (RuntimeException e) {
                        made.completeExceptionally(e);
                    } finally {
                        underWay.remove(wanted);
                    }
                });
        return made;
    }
}
