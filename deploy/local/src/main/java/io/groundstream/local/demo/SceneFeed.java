package io.groundstream.local.demo;

import io.groundstream.embedded.Scene;
import io.groundstream.embedded.Scenes;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import javax.imageio.ImageIO;

/** Endless fresh scenes, as events to publish. The same seed gives the same scenes. */
final class SceneFeed {
    private long seed;

    SceneFeed(long seed) {
        this.seed = seed;
    }

    /** A scene and the event that carries its picture. */
    record Picture(Scene scene, ImageEvent event) {}

    Picture next() {
        var drawn = Scenes.draw(seed);
        var event =
                ImageEvent.newBuilder()
                        .setImageId(String.format(Locale.ROOT, "scene-%d", seed))
                        .setContent(new InlineImage(ByteBuffer.wrap(png(drawn))))
                        .setMediaType("image/png")
                        .setSubmittedAt(Instant.now())
                        .setAttributes(Map.of("seed", Long.toString(seed)))
                        .build();
        seed++;
        return new Picture(drawn.scene(), event);
    }

    private static byte[] png(Scenes.Drawn drawn) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(drawn.picture(), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
