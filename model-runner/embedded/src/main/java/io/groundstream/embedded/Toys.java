package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.oval;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.List;

/** The simple, symbol-like figures. */
final class Toys {
    private Toys() {}

    static List<Part> ball() {
        var band = Lines.from(0.04, 0.40).bend(0.5, 0.62, 0.96, 0.40);
        band.to(0.96, 0.62).bend(0.5, 0.86, 0.04, 0.62);
        var inside = new Area(circle(0.5, 0.5, 0.47));
        inside.intersect(new Area(band.closed()));
        return List.of(
                solid(Tone.MAIN, circle(0.5, 0.5, 0.48)),
                detail(Tone.PALE, inside),
                detail(Tone.LIGHT, oval(0.34, 0.22, 0.10, 0.07)));
    }

    static List<Part> star() {
        var path = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double angle = Math.PI * i / 5 - Math.PI / 2;
            double radius = i % 2 == 0 ? 0.5 : 0.215;
            double x = 0.5 + radius * Math.cos(angle);
            double y = 0.52 + radius * Math.sin(angle);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return List.of(solid(Tone.MAIN, path), detail(Tone.LIGHT, circle(0.47, 0.43, 0.06)));
    }

    static List<Part> heart() {
        var outline = Lines.from(0.5, 0.95);
        outline.curve(0.20, 0.70, 0.0, 0.52, 0.02, 0.30);
        outline.curve(0.04, 0.02, 0.40, -0.02, 0.5, 0.24);
        outline.curve(0.60, -0.02, 0.96, 0.02, 0.98, 0.30);
        outline.curve(1.0, 0.52, 0.80, 0.70, 0.5, 0.95);
        return List.of(
                solid(Tone.MAIN, outline.closed()),
                detail(Tone.LIGHT, oval(0.22, 0.26, 0.08, 0.10)));
    }

    static List<Part> moon() {
        var crescent = new Area(circle(0.46, 0.5, 0.47));
        crescent.subtract(new Area(circle(0.72, 0.42, 0.38)));
        return List.of(
                solid(Tone.MAIN, crescent),
                detail(Tone.SHADE, circle(0.16, 0.52, 0.055)),
                detail(Tone.SHADE, circle(0.32, 0.77, 0.07)));
    }
}
