package io.groundstream.embedded;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** A path under construction, and the few ready-made shapes that figures are built from. */
final class Lines {
    private final Path2D.Double path = new Path2D.Double();

    private Lines(double x, double y) {
        path.moveTo(x, y);
    }

    static Lines from(double x, double y) {
        return new Lines(x, y);
    }

    Lines to(double x, double y) {
        path.lineTo(x, y);
        return this;
    }

    Lines bend(double cx, double cy, double x, double y) {
        path.quadTo(cx, cy, x, y);
        return this;
    }

    Lines curve(double ax, double ay, double bx, double by, double x, double y) {
        path.curveTo(ax, ay, bx, by, x, y);
        return this;
    }

    Shape closed() {
        path.closePath();
        return path;
    }

    /** The open line as an area of the given width with round ends. */
    Shape thick(double width) {
        return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                .createStrokedShape(path);
    }

    static Shape polygon(double... xy) {
        var lines = from(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            lines.to(xy[i], xy[i + 1]);
        }
        return lines.closed();
    }

    static Shape circle(double cx, double cy, double radius) {
        return oval(cx, cy, radius, radius);
    }

    static Shape oval(double cx, double cy, double rx, double ry) {
        return new Ellipse2D.Double(cx - rx, cy - ry, 2 * rx, 2 * ry);
    }

    static Shape box(double x0, double y0, double x1, double y1) {
        return new Rectangle2D.Double(x0, y0, x1 - x0, y1 - y0);
    }

    static Shape rounded(double x0, double y0, double x1, double y1, double arc) {
        return new RoundRectangle2D.Double(x0, y0, x1 - x0, y1 - y0, arc, arc);
    }

    /** The shape turned clockwise about the middle of the unit square. */
    static Shape turned(Shape shape, double degrees) {
        return AffineTransform.getRotateInstance(Math.toRadians(degrees), 0.5, 0.5)
                .createTransformedShape(shape);
    }
}
