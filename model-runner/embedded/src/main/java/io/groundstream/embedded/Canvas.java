package io.groundstream.embedded;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;

/** Where a background is painted, with the chance that lays out its details. */
record Canvas(Graphics2D graphics, int width, int height, RandomGenerator random) {
    private static final int RIDGE_STEPS = 40;

    double between(double least, double most) {
        return random.nextDouble(least, most);
    }

    /** The shorter side. */
    int side() {
        return Math.min(width, height);
    }

    void fill(Color color, Shape shape) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    void cover(Color color) {
        band(color, 0, height);
    }

    /** Fills the picture's whole width from one height to another. */
    void band(Color color, double top, double bottom) {
        fill(color, new Rectangle2D.Double(0, top, width, bottom - top));
    }

    /** A band that turns from one colour to another on its way down. */
    void fade(Color first, Color second, double top, double bottom) {
        graphics.setPaint(new GradientPaint(0, (float) top, first, 0, (float) bottom, second));
        graphics.fill(new Rectangle2D.Double(0, top, width, bottom - top));
    }

    /** Fills all that lies below a rolling line around the given height. */
    void ridge(Color color, double y, double swell, double length) {
        double first = between(0, 2 * Math.PI);
        double second = between(0, 2 * Math.PI);
        var path = new Path2D.Double();
        path.moveTo(0, height);
        for (int i = 0; i <= RIDGE_STEPS; i++) {
            double turn = 2 * Math.PI * i / RIDGE_STEPS / length;
            double roll = 0.7 * Math.sin(turn + first) + 0.3 * Math.sin(2.3 * turn + second);
            path.lineTo((double) width * i / RIDGE_STEPS, y + swell * roll);
        }
        path.lineTo(width, height);
        path.closePath();
        fill(color, path);
    }

    /** Round specks strewn between two heights. */
    void specks(Color color, int count, double least, double most, double top, double bottom) {
        var path = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            double size = between(least, most);
            path.append(
                    new Ellipse2D.Double(between(0, width), between(top, bottom), size, size),
                    false);
        }
        fill(color, path);
    }
}
