package io.groundstream.embedded;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a figure with every shape that some style paints of it, built once.
 *
 * @param merges whether it needs another shade than a later part that it touches
 */
record Piece(Part part, Shape extent, boolean merges, Shape hatching, Shape sketch, Shape dots) {
    /** Parts that overlap by less than this in either direction only touch. */
    private static final double TOUCH = 0.05;

    private static final Shape NONE = new Path2D.Double();

    static List<Piece> all(List<Part> parts) {
        var pieces = new ArrayList<Piece>();
        for (var part : parts.reversed()) {
            boolean merges =
                    part.outlined()
                            && pieces.stream()
                                    .anyMatch(later -> !later.merges() && later.joins(part));
            pieces.addFirst(part.outlined() ? solid(part, merges) : plain(part));
        }
        return List.copyOf(pieces);
    }

    private static Piece plain(Part part) {
        return new Piece(part, part.extent(), false, NONE, NONE, NONE);
    }

    private static Piece solid(Part part, boolean merges) {
        var shape = part.shape();
        return new Piece(
                part,
                part.extent(),
                merges,
                Pencil.hatching(shape),
                Pencil.outline(shape),
                Pencil.dots(shape));
    }

    private boolean joins(Part other) {
        if (!part.outlined() || part.tone() != other.tone()) {
            return false;
        }
        var common = new Area(part.shape());
        common.intersect(new Area(other.shape()));
        var box = common.getBounds2D();
        return box.getWidth() > TOUCH && box.getHeight() > TOUCH;
    }
}
