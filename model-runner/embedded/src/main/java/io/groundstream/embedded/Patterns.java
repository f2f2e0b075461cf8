package io.groundstream.embedded;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Backgrounds that show nothing but colours and shapes. */
final class Patterns {
    private Patterns() {}

    static void gradient(Canvas canvas, Color first, Color second) {
        double angle = canvas.between(0, 2 * Math.PI);
        double x = canvas.width() / 2.0;
        double y = canvas.height() / 2.0;
        double dx = x * Math.cos(angle);
        double dy = y * Math.sin(angle);
        canvas.graphics()
                .setPaint(
                        new GradientPaint(
                                (float) (x - dx),
                                (float) (y - dy),
                                first,
                                (float) (x + dx),
                                (float) (y + dy),
                                second));
        canvas.graphics().fill(new Rectangle2D.Double(0, 0, 2 * x, 2 * y));
    }

    static void dots(Canvas canvas, Color ground, Color dot) {
        canvas.cover(ground);
        double step = canvas.side() / canvas.between(5, 10);
        double size = step * canvas.between(0.3, 0.45);
        var path = new Path2D.Double();
        int row = 0;
        for (double y = -step * canvas.between(0, 0.8); y < canvas.height(); y += 0.8 * step) {
            for (double x = row++ % 2 * step / 2 - step; x < canvas.width(); x += step) {
                path.append(new Ellipse2D.Double(x, y, size, size), false);
            }
        }
        canvas.fill(dot, path);
    }

    static void stripes(Canvas canvas, Color ground, Color stripe) {
        canvas.cover(ground);
        double reach = Math.hypot(canvas.width(), canvas.height()) / 2;
        double step = canvas.side() / canvas.between(4, 9);
        double share = canvas.between(0.35, 0.55);
        var path = new Path2D.Double();
        for (double x = -reach - canvas.between(0, step); x < reach; x += step) {
            path.append(new Rectangle2D.Double(x, -reach, share * step, 2 * reach), false);
        }
        var turned =
                AffineTransform.getTranslateInstance(canvas.width() / 2.0, canvas.height() / 2.0);
        turned.rotate(canvas.random().nextInt(4) * Math.PI / 4);
        canvas.fill(stripe, turned.createTransformedShape(path));
    }

    static void checks(Canvas canvas, Color ground, Color square) {
        canvas.cover(ground);
        double step = canvas.side() / canvas.between(5, 10);
        var path = new Path2D.Double();
        int row = 0;
        for (double y = 0; y < canvas.height(); y += step) {
            for (double x = row++ % 2 * step; x < canvas.width(); x += 2 * step) {
                path.append(new Rectangle2D.Double(x, y, step, step), false);
            }
        }
        canvas.fill(square, path);
    }
}
