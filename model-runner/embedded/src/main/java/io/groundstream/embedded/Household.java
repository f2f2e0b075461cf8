package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.box;
import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.oval;
import static io.groundstream.embedded.Lines.rounded;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.awt.geom.Area;
import java.util.List;

/** Things one owns. */
final class Household {
    private Household() {}

    static List<Part> cup() {
        var handle = new Area(oval(0.74, 0.50, 0.23, 0.24));
        handle.subtract(new Area(oval(0.74, 0.50, 0.13, 0.14)));
        var body = Lines.from(0.06, 0.16).bend(0.06, 0.80, 0.16, 0.92).bend(0.40, 1.0, 0.64, 0.92);
        body.bend(0.74, 0.80, 0.74, 0.16);
        return List.of(
                solid(Tone.MAIN, handle),
                solid(Tone.MAIN, body.closed()),
                solid(Tone.PALE, oval(0.40, 0.16, 0.34, 0.10)),
                detail(Tone.LIGHT, rounded(0.15, 0.36, 0.23, 0.72, 0.08)));
    }

    static List<Part> umbrella() {
        var canopy = Lines.from(0.02, 0.50).curve(0.06, -0.10, 0.94, -0.10, 0.98, 0.50);
        canopy.bend(0.82, 0.38, 0.66, 0.50)
                .bend(0.50, 0.38, 0.34, 0.50)
                .bend(0.18, 0.38, 0.02, 0.50);
        var rib = Lines.from(0.34, 0.50).bend(0.36, 0.20, 0.5, 0.07).bend(0.64, 0.20, 0.66, 0.50);
        rib.bend(0.50, 0.38, 0.34, 0.50);
        var shaft = Lines.from(0.5, 0.44).to(0.5, 0.85).curve(0.5, 0.99, 0.70, 0.99, 0.70, 0.84);
        return List.of(
                detail(Tone.DARK, shaft.thick(0.06)),
                solid(Tone.MAIN, canopy.closed()),
                detail(Tone.LIGHT, rib.closed()));
    }

    static List<Part> crown() {
        var body = Lines.from(0.10, 0.92).to(0.04, 0.30).to(0.28, 0.54).to(0.5, 0.16);
        body.to(0.72, 0.54).to(0.96, 0.30).to(0.90, 0.92);
        return List.of(
                solid(Tone.MAIN, body.closed()),
                detail(Tone.SHADE, Lines.polygon(0.09, 0.76, 0.91, 0.76, 0.90, 0.91, 0.10, 0.91)),
                solid(Tone.LIGHT, circle(0.06, 0.27, 0.055)),
                solid(Tone.LIGHT, circle(0.5, 0.13, 0.06)),
                solid(Tone.LIGHT, circle(0.94, 0.27, 0.055)),
                detail(Tone.PALE, circle(0.5, 0.835, 0.055)),
                detail(Tone.PALE, circle(0.26, 0.835, 0.045)),
                detail(Tone.PALE, circle(0.74, 0.835, 0.045)));
    }

    static List<Part> chair() {
        var back = new Area(rounded(0.20, 0.02, 0.80, 0.50, 0.14));
        back.subtract(new Area(box(0.31, 0.20, 0.45, 0.46)));
        back.subtract(new Area(box(0.55, 0.20, 0.69, 0.46)));
        return List.of(
                solid(Tone.SHADE, box(0.28, 0.60, 0.38, 0.86)),
                solid(Tone.SHADE, box(0.62, 0.60, 0.72, 0.86)),
                solid(Tone.MAIN, back),
                solid(Tone.MAIN, box(0.13, 0.62, 0.26, 0.98)),
                solid(Tone.MAIN, box(0.74, 0.62, 0.87, 0.98)),
                solid(Tone.LIGHT, Lines.polygon(0.22, 0.43, 0.78, 0.43, 0.91, 0.56, 0.09, 0.56)),
                solid(Tone.MAIN, box(0.09, 0.56, 0.91, 0.66)));
    }
}
