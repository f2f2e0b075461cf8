package io.groundstream.embedded;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Paints scenes, at their own size or a share of it, smooth-edged. */
final class Painter {
    private Painter() {}

    static BufferedImage paint(Scene scene, double scale) {
        int width = (int) Math.round(scene.width() * scale);
        int height = (int) Math.round(scene.height() * scale);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            smooth(graphics);
            graphics.scale((double) width / scene.width(), (double) height / scene.height());
            scene.background().paint(graphics, scene.width(), scene.height());
            for (var thing : scene.things()) {
                Figures.of(thing.kind())
                        .paint(graphics, thing.placement(), thing.colour(), scene.style());
            }
        } finally {
            graphics.dispose();
        }
        return scene.wear().apply(image);
    }

    static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }
}
