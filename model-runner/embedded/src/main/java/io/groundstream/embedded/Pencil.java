package io.groundstream.embedded;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;

/** Marks made by hand on a shape in the unit square: hatching, dots, and an unsteady outline. */
final class Pencil {
    private static final BasicStroke TIP =
            new BasicStroke(0.012f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private static final double HATCH_STEP = 0.055;
    private static final double HATCH_WIDTH = 0.03;
    private static final double DOT_STEP = 0.076;
    private static final double DOT_RADIUS = 0.029;

    private Pencil() {}

    /** Slanted strokes across the shape. */
    static Shape hatching(Shape shape) {
        var marks = new Path2D.Double();
        for (double at = -1.2; at < 1.3; at += HATCH_STEP) {
            double sway = 0.012 * Math.sin(40 * at);
            marks.append(
                    Lines.polygon(
                            at,
                            1.1,
                            at + 1.2,
                            -0.1 + sway,
                            at + 1.2 + HATCH_WIDTH,
                            -0.1 + sway,
                            at + HATCH_WIDTH,
                            1.1),
                    false);
        }
        return within(shape, marks);
    }

    /** Dots in staggered rows, those at the edge cut by it. */
    static Shape dots(Shape shape) {
        var whole = new Path2D.Double();
        var cut = new Path2D.Double();
        int row = 0;
        for (double y = -0.1; y < 1.1; y += 0.866 * DOT_STEP) {
            for (double x = row++ % 2 * DOT_STEP / 2 - 0.1; x < 1.1; x += DOT_STEP) {
                double left = x + 0.008 * Math.sin(61 * x + 37 * y);
                double top = y + 0.008 * Math.sin(43 * x - 59 * y);
                var dot = dot(left, top);
                if (shape.contains(dot.getBounds2D())) {
                    whole.append(dot, false);
                } else if (shape.intersects(dot.getBounds2D())) {
                    cut.append(dot, false);
                }
            }
        }
        whole.append(within(shape, cut), false);
        return whole;
    }

    private static Shape dot(double x, double y) {
        var corners = new double[16];
        for (int i = 0; i < 8; i++) {
            corners[2 * i] = x + DOT_RADIUS * Math.cos(Math.PI * i / 4);
            corners[2 * i + 1] = y + DOT_RADIUS * Math.sin(Math.PI * i / 4);
        }
        return Lines.polygon(corners);
    }

    private static Shape within(Shape shape, Shape marks) {
        var area = new Area(shape);
        area.intersect(new Area(marks));
        return new Path2D.Double(area);
    }

    /** The outline drawn twice, neither time quite on the line. */
    static Shape outline(Shape shape) {
        var both = new Path2D.Double(TIP.createStrokedShape(Unsteady.of(shape, 0.4)));
        both.append(TIP.createStrokedShape(Unsteady.of(shape, 3.3)), false);
        return both;
    }
}
