package io.groundstream.embedded;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Backgrounds that people have built. */
final class Walls {
    private Walls() {}

    static void bricks(Canvas canvas, Color brick, Color mortar) {
        canvas.cover(mortar);
        double high = canvas.side() / canvas.between(9, 14);
        double wide = high * canvas.between(2.0, 2.5);
        double gap = 0.11 * high;
        var shades = new Path2D[] {new Path2D.Double(), new Path2D.Double(), new Path2D.Double()};
        int row = 0;
        for (double y = -high * canvas.between(0, 1); y < canvas.height(); y += high) {
            for (double x = row++ % 2 * wide / 2 - wide; x < canvas.width(); x += wide) {
                shades[canvas.random().nextInt(shades.length)].append(
                        new Rectangle2D.Double(x, y, wide - gap, high - gap), false);
            }
        }
        canvas.fill(brick, shades[0]);
        canvas.fill(Colour.mix(brick, Color.WHITE, 0.09), shades[1]);
        canvas.fill(Colour.mix(brick, Color.BLACK, 0.05), shades[2]);
    }

    static void room(Canvas canvas, Color wall, Color floor) {
        int width = canvas.width();
        double edge = canvas.height() * canvas.between(0.62, 0.78);
        double skirting = 0.035 * canvas.side();
        canvas.fade(wall, Colour.mix(wall, Color.BLACK, 0.06), 0, edge);
        if (canvas.random().nextBoolean()) {
            paper(canvas, Colour.mix(wall, Color.WHITE, 0.2), edge);
        }
        canvas.fade(Colour.mix(floor, Color.BLACK, 0.08), floor, edge, canvas.height());
        planks(canvas, Colour.mix(floor, Color.BLACK, 0.16), edge);
        canvas.band(Colour.mix(wall, Color.BLACK, 0.22), edge, edge + 0.006 * canvas.side());
        canvas.fill(
                Colour.mix(wall, Color.WHITE, 0.65),
                new Rectangle2D.Double(0, edge - skirting, width, skirting));
    }

    private static void paper(Canvas canvas, Color stripe, double edge) {
        double step = canvas.width() / canvas.between(9, 16);
        var path = new Path2D.Double();
        for (double x = -canvas.between(0, step); x < canvas.width(); x += step) {
            path.append(new Rectangle2D.Double(x, 0, 0.4 * step, edge), false);
        }
        canvas.fill(stripe, path);
    }

    private static void planks(Canvas canvas, Color seam, double edge) {
        double middle = canvas.width() * canvas.between(0.35, 0.65);
        double step = canvas.width() / 7.0;
        double line = 0.005 * canvas.side();
        var path = new Path2D.Double();
        for (int i = -9; i <= 9; i++) {
            double above = middle + i * step * 0.6;
            double below = middle + i * step * 1.15;
            path.append(
                    Lines.polygon(
                            above,
                            edge,
                            above + line / 2,
                            edge,
                            below + line,
                            canvas.height(),
                            below,
                            canvas.height()),
                    false);
        }
        canvas.fill(seam, path);
    }
}
