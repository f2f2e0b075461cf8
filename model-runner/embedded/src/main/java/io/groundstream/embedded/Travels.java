package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.box;
import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.polygon;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.util.List;

/** A place to live, and two ways to leave it. */
final class Travels {
    private Travels() {}

    static List<Part> house() {
        return List.of(
                solid(Tone.SHADE, box(0.68, 0.08, 0.82, 0.40)),
                solid(Tone.MAIN, box(0.12, 0.44, 0.88, 0.97)),
                solid(Tone.SHADE, polygon(0.02, 0.46, 0.5, 0.04, 0.98, 0.46)),
                detail(Tone.DARK, box(0.55, 0.62, 0.75, 0.97)),
                detail(Tone.PALE, box(0.22, 0.56, 0.45, 0.77)),
                detail(Tone.DARK, box(0.325, 0.56, 0.345, 0.77)));
    }

    static List<Part> car() {
        var body = Lines.from(0.02, 0.72).to(0.02, 0.54).bend(0.04, 0.46, 0.18, 0.44);
        body.curve(0.26, 0.20, 0.30, 0.18, 0.40, 0.18).to(0.60, 0.18);
        body.curve(0.70, 0.18, 0.74, 0.28, 0.80, 0.44).bend(0.97, 0.46, 0.98, 0.56);
        body.to(0.98, 0.72);
        return List.of(
                solid(Tone.MAIN, body.closed()),
                detail(Tone.PALE, polygon(0.27, 0.44, 0.34, 0.25, 0.47, 0.25, 0.47, 0.44)),
                detail(Tone.PALE, polygon(0.52, 0.44, 0.52, 0.25, 0.63, 0.25, 0.71, 0.44)),
                solid(Tone.DARK, circle(0.24, 0.72, 0.13)),
                solid(Tone.DARK, circle(0.76, 0.72, 0.13)),
                detail(Tone.PALE, circle(0.24, 0.72, 0.055)),
                detail(Tone.PALE, circle(0.76, 0.72, 0.055)));
    }

    static List<Part> boat() {
        var hull = Lines.from(0.02, 0.66).to(0.98, 0.66).curve(0.92, 0.86, 0.84, 0.95, 0.74, 0.95);
        hull.to(0.24, 0.95).curve(0.14, 0.95, 0.06, 0.84, 0.02, 0.66);
        return List.of(
                solid(Tone.WOOD, box(0.47, 0.04, 0.52, 0.66)),
                solid(
                        Tone.LIGHT,
                        Lines.from(0.55, 0.06)
                                .bend(0.74, 0.26, 0.90, 0.58)
                                .to(0.55, 0.58)
                                .closed()),
                solid(Tone.LIGHT, polygon(0.43, 0.18, 0.43, 0.58, 0.14, 0.58)),
                solid(Tone.MAIN, hull.closed()));
    }
}
