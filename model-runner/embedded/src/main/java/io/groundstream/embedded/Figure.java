package io.groundstream.embedded;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * A drawing made of parts, in its own unit square. Its bounds are those of what is painted,
 * outlines included, in every style and under whatever transform it is placed with.
 */
final class Figure {
    private final List<Piece> pieces;

    Figure(List<Part> parts) {
        this.pieces = Piece.all(parts);
    }

    /** The smallest upright rectangle around everything painted under the transform. */
    Rectangle2D bounds(AffineTransform placement) {
        var all = placement.createTransformedShape(pieces.getFirst().extent()).getBounds2D();
        for (var piece : pieces.subList(1, pieces.size())) {
            all.add(placement.createTransformedShape(piece.extent()).getBounds2D());
        }
        return all;
    }

    void paint(Graphics2D graphics, AffineTransform placement, Colour colour, Style style) {
        for (var piece : pieces) {
            var own = piece.part().tone().in(colour);
            var shape = placement.createTransformedShape(piece.part().shape());
            if (!piece.part().outlined()) {
                fill(graphics, own, shape);
                continue;
            }
            var extent = placement.createTransformedShape(piece.extent());
            switch (style) {
                case FLAT -> {
                    var flat = piece.merges() ? beside(own) : own;
                    fill(graphics, flat, shape);
                    fill(graphics, flat, extent);
                }
                case OUTLINED -> {
                    fill(graphics, own, shape);
                    fill(graphics, colour.outline(), extent);
                }
                case SHADED -> {
                    fill(graphics, colour.outline(), extent);
                    graphics.setPaint(sheen(own, shape.getBounds2D()));
                    graphics.fill(shape);
                }
                case SKETCHED -> {
                    fill(graphics, tint(own, colour), shape);
                    fill(graphics, hatch(own), placement.createTransformedShape(piece.hatching()));
                    fill(graphics, Colour.mix(tint(own, colour), own, 0.5), extent);
                    fill(
                            graphics,
                            colour.outline(),
                            placement.createTransformedShape(piece.sketch()));
                }
                case STIPPLED -> {
                    fill(graphics, tint(own, colour), shape);
                    fill(graphics, hatch(own), placement.createTransformedShape(piece.dots()));
                    fill(graphics, colour.outline(), extent);
                }
            }
        }
    }

    private static void fill(Graphics2D graphics, Color color, Shape shape) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    /** Light from the upper left. */
    private static GradientPaint sheen(Color own, Rectangle2D box) {
        return new GradientPaint(
                (float) (box.getX() + 0.15 * box.getWidth()),
                (float) (box.getY() + 0.1 * box.getHeight()),
                Colour.mix(own, Color.WHITE, 0.3),
                (float) (box.getX() + 0.85 * box.getWidth()),
                (float) (box.getY() + 0.95 * box.getHeight()),
                Colour.mix(own, Color.BLACK, 0.17));
    }

    /** What tells a part from an equal one that it touches. */
    private static Color beside(Color own) {
        return luminous(own) < 60
                ? Colour.mix(own, Color.WHITE, 0.16)
                : Colour.mix(own, Color.BLACK, 0.1);
    }

    /** The paper showing through marks of this colour. */
    private static Color tint(Color own, Colour colour) {
        return Colour.mix(own, Color.WHITE, colour == Colour.BLACK ? 0.3 : 0.44);
    }

    /** The marks; on white, a shadow of it. */
    private static Color hatch(Color own) {
        return luminous(own) > 235 ? Colour.mix(own, new Color(0x9AA0AC), 0.28) : own;
    }

    private static double luminous(Color own) {
        return 0.3 * own.getRed() + 0.59 * own.getGreen() + 0.11 * own.getBlue();
    }
}
