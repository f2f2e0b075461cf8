package io.groundstream.embedded;

import java.awt.Dimension;
import java.awt.geom.AffineTransform;
import java.util.random.RandomGenerator;

/**
 * How a figure is held: turned a little, perhaps mirrored, and scaled to a longer side in pixels.
 */
final class Pose {
    private static final double MOST_TURN = Math.toRadians(12);

    private final Kind kind;
    private final RandomGenerator random;
    private final AffineTransform held;

    Pose(Kind kind, double extent, RandomGenerator random) {
        this.kind = kind;
        this.random = random;
        var turned = AffineTransform.getRotateInstance(random.nextDouble(-MOST_TURN, MOST_TURN));
        turned.scale(random.nextBoolean() ? -1 : 1, random.nextDouble(0.9, 1.1));
        var bounds = Figures.of(kind).bounds(turned);
        double scale = extent / Math.max(bounds.getWidth(), bounds.getHeight());
        held = AffineTransform.getScaleInstance(scale, scale);
        held.concatenate(turned);
    }

    /** Puts the figure at a random place that lies inside the picture, less the margin. */
    Thing anywhere(Dimension picture, double margin, Colour colour, Size size) {
        var bounds = Figures.of(kind).bounds(held);
        double left = between(picture.width, bounds.getWidth(), margin);
        double top = between(picture.height, bounds.getHeight(), margin);
        var placement =
                AffineTransform.getTranslateInstance(left - bounds.getX(), top - bounds.getY());
        placement.concatenate(held);
        var box =
                new Box(
                        left / picture.width,
                        top / picture.height,
                        (left + bounds.getWidth()) / picture.width,
                        (top + bounds.getHeight()) / picture.height);
        return new Thing(kind, colour, size, box, placement);
    }

    private double between(int length, double extent, double margin) {
        return random.nextDouble(margin * length, (1 - margin) * length - extent);
    }
}
