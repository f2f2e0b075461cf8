package io.groundstream.embedded;

import java.awt.Color;
import java.awt.geom.Path2D;

/** Backgrounds out of doors. */
final class Landscapes {
    private Landscapes() {}

    static void hills(Canvas canvas, Color sky, Color hill) {
        int height = canvas.height();
        canvas.fade(sky, Colour.mix(sky, Color.WHITE, 0.5), 0, 0.6 * height);
        double top = canvas.between(0.36, 0.46);
        int layers = 4;
        for (int i = 0; i < layers; i++) {
            double near = (double) i / (layers - 1);
            canvas.ridge(
                    Colour.mix(Colour.mix(sky, Color.WHITE, 0.15), hill, 0.3 + 0.7 * near),
                    height * (top + (0.94 - top) * near * 0.85),
                    height * canvas.between(0.03, 0.07),
                    canvas.between(0.7, 1.4));
        }
    }

    static void meadow(Canvas canvas, Color sky, Color grass) {
        int height = canvas.height();
        double edge = height * canvas.between(0.5, 0.68);
        canvas.fade(sky, Colour.mix(sky, Color.WHITE, 0.45), 0, edge + 0.05 * height);
        clouds(canvas, Colour.mix(sky, Color.WHITE, 0.75), edge);
        canvas.ridge(Colour.mix(grass, Color.WHITE, 0.18), edge, 0.02 * height, 1.1);
        canvas.ridge(grass, edge + 0.1 * height, 0.02 * height, 0.9);
        tufts(canvas, Colour.mix(grass, Color.BLACK, 0.13), edge);
        tufts(canvas, Colour.mix(grass, Color.WHITE, 0.25), edge);
    }

    static void sea(Canvas canvas, Color sky, Color water) {
        int height = canvas.height();
        double edge = height * canvas.between(0.38, 0.56);
        canvas.fade(sky, Colour.mix(sky, Color.WHITE, 0.55), 0, edge + 2);
        clouds(canvas, Colour.mix(sky, Color.WHITE, 0.7), 0.75 * edge);
        canvas.fade(Colour.mix(water, Color.WHITE, 0.25), water, edge, height);
        waves(canvas, Colour.mix(water, Color.WHITE, 0.45), edge);
        waves(canvas, Colour.mix(water, Color.BLACK, 0.1), edge);
    }

    static void night(Canvas canvas, Color above, Color below, Color ground) {
        int height = canvas.height();
        double unit = canvas.side() / 480.0;
        double edge = height * canvas.between(0.74, 0.88);
        canvas.fade(above, below, 0, edge + 0.05 * height);
        canvas.specks(Colour.mix(below, Color.WHITE, 0.45), 70, unit, 2 * unit, 0, edge);
        canvas.specks(new Color(0xFFF7DC), 45, 1.5 * unit, 3.6 * unit, 0, edge);
        canvas.ridge(Colour.mix(ground, below, 0.45), edge, 0.03 * height, 0.8);
        canvas.ridge(ground, edge + 0.07 * height, 0.025 * height, 1.2);
    }

    static void snow(Canvas canvas, Color sky, Color ground) {
        int height = canvas.height();
        double unit = canvas.side() / 480.0;
        double edge = height * canvas.between(0.62, 0.78);
        canvas.fade(sky, Colour.mix(sky, ground, 0.6), 0, edge + 0.05 * height);
        canvas.ridge(Colour.mix(ground, sky, 0.3), edge, 0.03 * height, 0.8);
        canvas.ridge(ground, edge + 0.08 * height, 0.03 * height, 1.2);
        canvas.specks(Colour.mix(sky, Color.WHITE, 0.6), 60, 2 * unit, 4 * unit, 0, height);
        canvas.specks(new Color(0xFCFDFF), 60, 4 * unit, 8 * unit, 0, height);
    }

    private static void clouds(Canvas canvas, Color color, double edge) {
        var path = new Path2D.Double();
        int count = canvas.random().nextInt(2, 5);
        for (int i = 0; i < count; i++) {
            double size = canvas.side() * canvas.between(0.05, 0.09);
            double x = canvas.width() * (i + canvas.between(0.1, 0.9)) / count;
            double y = canvas.between(0.12, 0.7) * edge;
            path.append(Lines.oval(x - 1.2 * size, y, size, 0.55 * size), false);
            path.append(Lines.oval(x - 0.2 * size, y - 0.35 * size, size, 0.8 * size), false);
            path.append(Lines.oval(x + 1.0 * size, y - 0.1 * size, size, 0.65 * size), false);
            path.append(Lines.oval(x, y + 0.15 * size, 2 * size, 0.4 * size), false);
        }
        canvas.fill(color, path);
    }

    private static void tufts(Canvas canvas, Color color, double edge) {
        var path = new Path2D.Double();
        for (int i = 0; i < 34; i++) {
            double x = canvas.between(0, canvas.width());
            double y = canvas.between(edge + 0.07 * canvas.height(), canvas.height() * 1.02);
            double size = canvas.side() * canvas.between(0.015, 0.03);
            for (int blade = -1; blade <= 1; blade++) {
                double tip = x + 0.45 * blade * size;
                path.append(
                        Lines.polygon(x - 0.12 * size, y, tip, y - size, x + 0.12 * size, y),
                        false);
            }
        }
        canvas.fill(color, path);
    }

    private static void waves(Canvas canvas, Color color, double edge) {
        var path = new Path2D.Double();
        for (int i = 0; i < 22; i++) {
            double near = canvas.between(0.03, 1);
            double x = canvas.between(-0.1, 1) * canvas.width();
            double y = edge + near * (canvas.height() - edge);
            double wide = canvas.side() * (0.05 + 0.12 * near);
            double high = 0.16 * wide;
            var crest = Lines.from(x, y).bend(x + wide / 4, y - high, x + wide / 2, y);
            crest.bend(x + 3 * wide / 4, y - high, x + wide, y);
            crest.bend(x + 3 * wide / 4, y - 0.45 * high, x + wide / 2, y + 0.3 * high);
            crest.bend(x + wide / 4, y - 0.45 * high, x, y);
            path.append(crest.closed(), false);
        }
        canvas.fill(color, path);
    }
}
