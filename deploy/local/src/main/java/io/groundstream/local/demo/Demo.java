package io.groundstream.local.demo;

import io.groundstream.local.terminal.Printable;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.operations.kafka.Progress;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.serde.Registry;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Publishes fresh scenes to a running stack, prints what comes back, and keeps score. Runs in the
 * caller's thread; {@code stopped} is asked between polls.
 */
public final class Demo {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final SceneFeed feed;
    private final PrintStream out;
    private final BooleanSupplier stopped;
    private final Scoreboard board = new Scoreboard();
    private long firstPublished;
    private long firstEnded;
    private long lastEnded;

    public Demo(Cluster cluster, SceneFeed feed, PrintStream out, BooleanSupplier stopped) {
        this.cluster = cluster;
        this.feed = feed;
        this.out = out;
        this.stopped = stopped;
    }

    /**
     * Runs {@code count} scenes through, prints the summary, and with {@code forever} goes on at
     * one scene a second until it is stopped.
     *
     * @return true if every image ended exactly once
     */
    public boolean run(int count, boolean forever) throws InterruptedException {
        var topics = cluster.topics();
        try (var registry = cluster.registry();
                var reader =
                        TopicReader.open(
                                cluster,
                                registry,
                                List.of(topics.annotations(), topics.deadLetters()),
                                false)) {
            publish(registry, reader, count);
            while (!board.isComplete() && !stopped.getAsBoolean()) {
                take(reader, POLL);
            }
            awaitQuiet(reader);
            out.println(summary().json());
            boolean whole = board.isExactlyOnce();
            if (forever) {
                drawOn(registry, reader);
            }
            return whole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints what comes back while there is more to publish. */
    private void publish(Registry registry, TopicReader reader, int count)
            throws InterruptedException {
        var sent = new ArrayList<CompletableFuture<?>>();
        try (var publisher = new ImagePublisher(cluster, registry)) {
            firstPublished = System.nanoTime();
            for (int i = 0; i < count && !stopped.getAsBoolean(); i++) {
                sent.add(publishNext(publisher));
                take(reader, Duration.ZERO);
            }
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an image could not be published", e.getCause());
        }
    }

    private CompletableFuture<?> publishNext(ImagePublisher publisher) throws InterruptedException {
        var picture = feed.next();
        var event = picture.event();
        board.published(event.getImageId(), picture.scene());
        return publisher.publish(event);
    }

    private void take(TopicReader reader, Duration wait) {
        for (var read : reader.poll(wait)) {
            if (read.value() == null || !board.knows(read.key())) {
                continue;
            }
            if (read.value() instanceof Annotation annotation) {
                board.ended(annotation);
                out.println(Printable.line(Line.of(annotation)));
            } else if (read.value() instanceof DeadLetter letter) {
                board.ended(letter);
                out.println(Printable.line(Line.of(letter)));
            }
            lastEnded = System.nanoTime();
            firstEnded = firstEnded == 0 ? lastEnded : firstEnded;
        }
    }

    /**
     * A duplicate could only come of a request or a result that is still to be read: read them all.
     */
    private void awaitQuiet(TopicReader reader) throws InterruptedException {
        var topics = cluster.topics();
        var flow =
                List.of(
                        topics.images(),
                        topics.claims(),
                        topics.inferenceResults(),
                        topics.answers());
        try (var admin = cluster.admin()) {
            var progress = new Progress(cluster, admin);
            while (!stopped.getAsBoolean() && !progress.hasReadAll(flow)) {
                take(reader, POLL);
            }
        }
        while (!stopped.getAsBoolean() && !reader.isAtEnd()) {
            take(reader, POLL);
        }
    }

    private void drawOn(Registry registry, TopicReader reader) throws InterruptedException {
        try (var publisher = new ImagePublisher(cluster, registry)) {
            long next = System.nanoTime();
            while (!stopped.getAsBoolean()) {
                if (System.nanoTime() - next >= 0) {
                    publishNext(publisher).join();
                    next += PACE.toNanos();
                }
                take(reader, POLL);
            }
        }
    }

    private Summary summary() {
        return new Summary(
                board,
                Duration.ofNanos(Math.max(0, firstEnded - firstPublished)),
                Duration.ofNanos(Math.max(0, lastEnded - firstPublished)));
    }
}
