package io.groundstream.embedded;

import java.awt.Dimension;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;

/** How a figure is held: turned a little, perhaps mirrored, and scaled to a size in a picture. */
final class Pose {
    private static final double MOST_TURN = Math.toRadians(16);

    private final Dimension picture;
    private final Kind kind;
    private final AffineTransform held;
    private final Rectangle2D bounds;

    /** The larger side of the figure is {@code extent} as a share of that side of the picture. */
    Pose(Dimension picture, Kind kind, double extent, RandomGenerator random) {
        this.picture = picture;
        this.kind = kind;
        var turned = AffineTransform.getRotateInstance(random.nextDouble(-MOST_TURN, MOST_TURN));
        turned.scale(random.nextBoolean() ? -1 : 1, random.nextDouble(0.9, 1.1));
        var before = Figures.of(kind).bounds(turned);
        double share =
                Math.max(before.getWidth() / picture.width, before.getHeight() / picture.height);
        held = AffineTransform.getScaleInstance(extent / share, extent / share);
        held.concatenate(turned);
        bounds = Figures.of(kind).bounds(held);
    }

    /** Puts the figure at a random place that lies inside the picture, less the margin. */
    Thing anywhere(double margin, Colour colour, Size size, RandomGenerator random) {
        double left = between(picture.width, bounds.getWidth(), margin, random);
        double top = between(picture.height, bounds.getHeight(), margin, random);
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

    private static double between(
            int length, double extent, double margin, RandomGenerator random) {
        return random.nextDouble(margin * length, (1 - margin) * length - extent);
    }
}
