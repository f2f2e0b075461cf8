package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.box;
import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.oval;
import static io.groundstream.embedded.Lines.polygon;
import static io.groundstream.embedded.Lines.rounded;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.util.List;

/** Ways to leave home. */
final class Vehicles {
    private Vehicles() {}

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

    static List<Part> train() {
        return List.of(
                solid(Tone.PALE, circle(0.24, 0.12, 0.09)),
                solid(Tone.PALE, circle(0.39, 0.08, 0.055)),
                solid(Tone.SHADE, polygon(0.12, 0.26, 0.34, 0.26, 0.29, 0.46, 0.17, 0.46)),
                solid(Tone.MAIN, rounded(0.04, 0.40, 0.64, 0.76, 0.16)),
                solid(Tone.MAIN, box(0.56, 0.20, 0.94, 0.78)),
                solid(Tone.SHADE, rounded(0.50, 0.12, 0.98, 0.22, 0.06)),
                detail(Tone.PALE, box(0.65, 0.29, 0.86, 0.49)),
                detail(Tone.LIGHT, box(0.10, 0.49, 0.52, 0.55)),
                solid(Tone.DARK, polygon(0.02, 0.92, 0.10, 0.72, 0.20, 0.72, 0.20, 0.92)),
                solid(Tone.DARK, circle(0.30, 0.84, 0.11)),
                solid(Tone.DARK, circle(0.74, 0.80, 0.17)),
                detail(Tone.PALE, circle(0.30, 0.84, 0.045)),
                detail(Tone.PALE, circle(0.74, 0.80, 0.07)));
    }

    static List<Part> rocket() {
        var body = Lines.from(0.5, 0.02).curve(0.80, 0.22, 0.82, 0.54, 0.68, 0.82).to(0.32, 0.82);
        body.curve(0.18, 0.54, 0.20, 0.22, 0.5, 0.02);
        var nose = Lines.from(0.5, 0.04).bend(0.62, 0.13, 0.67, 0.25).bend(0.5, 0.31, 0.33, 0.25);
        nose.bend(0.38, 0.13, 0.5, 0.04);
        var flame = Lines.from(0.38, 0.82).to(0.40, 0.93).to(0.46, 0.88).to(0.5, 0.98);
        flame.to(0.54, 0.88).to(0.60, 0.93).to(0.62, 0.82);
        return List.of(
                solid(Tone.PALE, flame.closed()),
                solid(
                        Tone.SHADE,
                        Lines.from(0.27, 0.52)
                                .bend(0.08, 0.64, 0.10, 0.96)
                                .bend(0.20, 0.82, 0.36, 0.80)
                                .closed()),
                solid(
                        Tone.SHADE,
                        Lines.from(0.73, 0.52)
                                .bend(0.92, 0.64, 0.90, 0.96)
                                .bend(0.80, 0.82, 0.64, 0.80)
                                .closed()),
                solid(Tone.MAIN, body.closed()),
                detail(Tone.LIGHT, nose.closed()),
                detail(Tone.DARK, circle(0.5, 0.45, 0.12)),
                detail(Tone.PALE, circle(0.5, 0.45, 0.085)),
                detail(Tone.SHADE, oval(0.5, 0.74, 0.025, 0.09)));
    }
}
