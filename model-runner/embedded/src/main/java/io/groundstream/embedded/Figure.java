package io.groundstream.embedded;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A drawing made of parts, in its own unit square. Its bounds are those of what is painted,
 * outlines included, under whatever transform it is placed with.
 */
final class Figure {
    private static final BasicStroke PEN =
            new BasicStroke(0.03f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private final List<Part> parts;
    private final List<Shape> painted;

    Figure(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.painted =
                parts.stream()
                        .map(
                                part ->
                                        part.outlined()
                                                ? PEN.createStrokedShape(part.shape())
                                                : part.shape())
                        .toList();
    }

    /** The smallest upright rectangle around everything painted under the transform. */
    Rectangle2D bounds(AffineTransform placement) {
        var all = placement.createTransformedShape(painted.getFirst()).getBounds2D();
        for (var shape : painted.subList(1, painted.size())) {
            all.add(placement.createTransformedShape(shape).getBounds2D());
        }
        return all;
    }

    void paint(Graphics2D graphics, AffineTransform placement, Colour colour) {
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            graphics.setColor(part.tone().in(colour));
            graphics.fill(placement.createTransformedShape(part.shape()));
            if (part.outlined()) {
                graphics.setColor(colour.outline());
                graphics.fill(placement.createTransformedShape(painted.get(i)));
            }
        }
    }
}
