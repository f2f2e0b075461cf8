package io.groundstream.local.demo;

import io.groundstream.embedded.Scene;
import io.groundstream.embedded.Scenes;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Endless fresh scenes, drawn ahead by a thread of its own so that a publisher does not wait for
 * the painter. The same seed gives the same scenes.
 */
public final class SceneFeed implements AutoCloseable {
    private static final int AHEAD = 256;

    private final BlockingQueue<Picture> drawn = new ArrayBlockingQueue<>(AHEAD);
    private final Thread painter;

    private SceneFeed(long seed) {
        this.painter = Thread.ofPlatform().name("painter").daemon().unstarted(() -> paint(seed));
    }

    /** A scene and its picture as a PNG file. */
    record Picture(long seed, Scene scene, ByteBuffer png) {
        /** The event that carries the picture, submitted now. */
        ImageEvent event() {
            return ImageEvent.newBuilder()
                    .setImageId("scene-" + seed)
                    .setContent(new InlineImage(png.duplicate()))
                    .setMediaType("image/png")
                    .setSubmittedAt(Instant.now())
                    .setAttributes(Map.of("seed", Long.toString(seed)))
                    .build();
        }
    }

    /** Begins to draw. */
    public static SceneFeed start(long seed) {
        var feed = new SceneFeed(seed);
        feed.painter.start();
        return feed;
    }

    Picture next() throws InterruptedException {
        return drawn.take();
    }

    @Override
    public void close() {
        painter.interrupt();
    }

    private void paint(long first) {
        try {
            for (long seed = first; ; seed++) {
                var scene = Scenes.draw(seed);
                drawn.put(new Picture(seed, scene.scene(), ByteBuffer.wrap(scene.png())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
