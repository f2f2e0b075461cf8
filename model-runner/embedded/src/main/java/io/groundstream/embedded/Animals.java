package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.oval;
import static io.groundstream.embedded.Lines.polygon;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.awt.geom.Area;
import java.util.List;

/** Things that look back. */
final class Animals {
    private Animals() {}

    static List<Part> fish() {
        var body = Lines.from(0.02, 0.52).curve(0.16, 0.20, 0.50, 0.14, 0.76, 0.48);
        body.to(0.98, 0.22).bend(0.88, 0.50, 0.98, 0.82).to(0.76, 0.54);
        body.curve(0.50, 0.90, 0.16, 0.84, 0.02, 0.52);
        return List.of(
                solid(
                        Tone.SHADE,
                        Lines.from(0.34, 0.30)
                                .bend(0.44, 0.10, 0.62, 0.14)
                                .to(0.60, 0.36)
                                .closed()),
                solid(Tone.MAIN, body.closed()),
                detail(
                        Tone.SHADE,
                        Lines.from(0.38, 0.56)
                                .bend(0.56, 0.56, 0.56, 0.70)
                                .bend(0.44, 0.70, 0.38, 0.56)
                                .closed()),
                detail(Tone.PALE, circle(0.21, 0.46, 0.07)),
                detail(Tone.DARK, circle(0.20, 0.46, 0.038)));
    }

    static List<Part> cat() {
        var head = new Area(oval(0.5, 0.58, 0.46, 0.38));
        head.add(new Area(polygon(0.06, 0.52, 0.10, 0.04, 0.42, 0.28)));
        head.add(new Area(polygon(0.94, 0.52, 0.90, 0.04, 0.58, 0.28)));
        return List.of(
                solid(Tone.MAIN, head),
                detail(Tone.LIGHT, polygon(0.14, 0.34, 0.15, 0.15, 0.29, 0.27)),
                detail(Tone.LIGHT, polygon(0.86, 0.34, 0.85, 0.15, 0.71, 0.27)),
                detail(Tone.PALE, oval(0.31, 0.53, 0.10, 0.11)),
                detail(Tone.PALE, oval(0.69, 0.53, 0.10, 0.11)),
                detail(Tone.DARK, oval(0.32, 0.54, 0.04, 0.09)),
                detail(Tone.DARK, oval(0.68, 0.54, 0.04, 0.09)),
                detail(Tone.PALE, oval(0.5, 0.77, 0.17, 0.10)),
                detail(Tone.DARK, polygon(0.44, 0.69, 0.56, 0.69, 0.5, 0.77)));
    }

    static List<Part> butterfly() {
        return List.of(
                solid(
                        Tone.MAIN,
                        Lines.from(0.5, 0.52)
                                .curve(0.42, 0.10, 0.06, -0.06, 0.02, 0.20)
                                .curve(0.0, 0.44, 0.26, 0.60, 0.5, 0.54)
                                .closed()),
                solid(
                        Tone.MAIN,
                        Lines.from(0.5, 0.52)
                                .curve(0.58, 0.10, 0.94, -0.06, 0.98, 0.20)
                                .curve(1.0, 0.44, 0.74, 0.60, 0.5, 0.54)
                                .closed()),
                solid(
                        Tone.SHADE,
                        Lines.from(0.5, 0.52)
                                .curve(0.20, 0.52, 0.06, 0.66, 0.16, 0.86)
                                .curve(0.30, 1.02, 0.46, 0.80, 0.5, 0.56)
                                .closed()),
                solid(
                        Tone.SHADE,
                        Lines.from(0.5, 0.52)
                                .curve(0.80, 0.52, 0.94, 0.66, 0.84, 0.86)
                                .curve(0.70, 1.02, 0.54, 0.80, 0.5, 0.56)
                                .closed()),
                detail(Tone.LIGHT, circle(0.20, 0.26, 0.075)),
                detail(Tone.LIGHT, circle(0.80, 0.26, 0.075)),
                detail(Tone.DARK, oval(0.5, 0.54, 0.045, 0.28)));
    }
}
