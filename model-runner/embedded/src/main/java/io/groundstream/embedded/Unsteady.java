package io.groundstream.embedded;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;

/** Copies a path as an unsteady hand would: each point strays a little, always the same way. */
final class Unsteady {
    /** With half a pencil's width in any direction this stays within the plain outline. */
    private static final double MOST = 0.0062;

    private static final double STRETCH = 0.25;

    private final Path2D.Double path = new Path2D.Double();
    private final double phase;
    private double x;
    private double y;

    private Unsteady(double phase) {
        this.phase = phase;
    }

    static Path2D of(Shape shape, double phase) {
        var copy = new Unsteady(phase);
        var to = new double[6];
        double startX = 0;
        double startY = 0;
        for (var steps = shape.getPathIterator(null); !steps.isDone(); steps.next()) {
            switch (steps.currentSegment(to)) {
                case PathIterator.SEG_MOVETO -> {
                    startX = to[0];
                    startY = to[1];
                    copy.path.moveTo(copy.x(startX, startY), copy.y(startX, startY));
                    copy.at(startX, startY);
                }
                case PathIterator.SEG_LINETO -> copy.line(to[0], to[1]);
                case PathIterator.SEG_QUADTO -> copy.quad(to[0], to[1], to[2], to[3]);
                case PathIterator.SEG_CUBICTO -> copy.cubic(to);
                default -> {
                    copy.line(startX, startY);
                    copy.path.closePath();
                }
            }
        }
        return copy.path;
    }

    private void line(double toX, double toY) {
        double fromX = x;
        double fromY = y;
        int pieces = 1 + (int) (Math.hypot(toX - fromX, toY - fromY) / STRETCH);
        for (int i = 0; i < pieces; i++) {
            double half = (i + 0.5) / pieces;
            double whole = (i + 1.0) / pieces;
            quad(
                    fromX + half * (toX - fromX),
                    fromY + half * (toY - fromY),
                    fromX + whole * (toX - fromX),
                    fromY + whole * (toY - fromY));
        }
    }

    private void quad(double ax, double ay, double toX, double toY) {
        path.quadTo(x(ax, ay), y(ax, ay), x(toX, toY), y(toX, toY));
        at(toX, toY);
    }

    private void cubic(double[] to) {
        path.curveTo(
                x(to[0], to[1]),
                y(to[0], to[1]),
                x(to[2], to[3]),
                y(to[2], to[3]),
                x(to[4], to[5]),
                y(to[4], to[5]));
        at(to[4], to[5]);
    }

    private void at(double x, double y) {
        this.x = x;
        this.y = y;
    }

    private double x(double x, double y) {
        return x + MOST * Math.sin(17 * x + 11 * y + phase);
    }

    private double y(double x, double y) {
        return y + MOST * Math.sin(13 * y - 19 * x + 2 * phase);
    }
}
