package io.groundstream.distribution.rehearsal;

import io.groundstream.embedded.Scenes;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.serde.Registry;

import org.apache.kafka.clients.producer.RecordMetadata;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes scenes at a steady pace, whatever happens to the cluster meanwhile; but it does not run
 * away from readers, so that a slow machine has less load and not a longer test.
 */
final class Load implements AutoCloseable {
    private static final int AHEAD = 100;

    private final String name;
    private final long firstSeed;
    private final ImagePublisher publisher;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, CompletableFuture<RecordMetadata>> sent = new ConcurrentHashMap<>();

    private Load(String name, ImagePublisher publisher) {
        this.name = name;
        this.firstSeed = 70_000_000L + 100_000L * Math.floorMod(name.hashCode(), 100);
        this.publisher = publisher;
    }

    /**
     * @param name of the images, which are numbered
     * @param perSecond 0 publishes nothing until it is told to
     * @param readers by whom it is seen how far the cluster has come
     */
    static Load start(
            Cluster cluster, Registry registry, String name, int perSecond, Watcher readers) {
        var load = new Load(name, new ImagePublisher(cluster, registry));
        if (perSecond > 0) {
            int before = readers.annotated();
            long pause = Duration.ofSeconds(1).dividedBy(perSecond).toNanos();
            Runnable sendOrWait =
                    () -> {
                        if (load.sent.size() + before - readers.annotated() < AHEAD) {
                            load.send();
                        }
                    };
            var _ = load.clock.scheduleAtFixedRate(sendOrWait, 0, pause, TimeUnit.NANOSECONDS);
        }
        return load;
    }

    /** At once, besides the others. */
    void burst(int images) {
        for (int i = 0; i < images; i++) {
            send();
        }
    }

    /** One that was published; it is done when the broker has it. */
    void delete(String imageId) {
        publisher.delete(imageId).join();
    }

    /** What was published so far. */
    Set<String> imageIds() {
        return Set.copyOf(sent.keySet());
    }

    /** No more; all that was published, once the broker has it. */
    Set<String> stop() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the publisher is stuck");
        }
        CompletableFuture.allOf(sent.values().toArray(CompletableFuture<?>[]::new)).join();
        return imageIds();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        publisher.close();
    }

    private synchronized void send() {
        int number = sent.size();
        var imageId = name + "-" + number;
        sent.put(
                imageId,
                publisher.publish(
                        ImageEvent.newBuilder()
                                .setImageId(imageId)
                                .setContent(
                                        new InlineImage(
                                                ByteBuffer.wrap(
                                                        Scenes.draw(firstSeed + number).png())))
                                .setSubmittedAt(Instant.now())
                                .build()));
    }
}
