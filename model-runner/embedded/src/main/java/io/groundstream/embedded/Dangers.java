package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.box;
import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.oval;
import static io.groundstream.embedded.Lines.polygon;
import static io.groundstream.embedded.Lines.rounded;
import static io.groundstream.embedded.Lines.turned;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.util.List;

/** Things not to hand to a child. */
final class Dangers {
    private Dangers() {}

    static List<Part> knife() {
        var blade =
                Lines.from(0.39, 0.66).to(0.39, -0.10).curve(0.61, -0.04, 0.73, 0.20, 0.73, 0.66);
        return List.of(
                solid(Tone.DARK, turned(rounded(0.39, 0.64, 0.58, 1.08, 0.10), 45)),
                solid(Tone.MAIN, turned(blade.closed(), 45)),
                detail(Tone.LIGHT, turned(rounded(0.44, 0.10, 0.49, 0.60, 0.05), 45)),
                detail(Tone.PALE, turned(circle(0.485, 0.77, 0.03), 45)),
                detail(Tone.PALE, turned(circle(0.485, 0.93, 0.03), 45)));
    }

    static List<Part> cigarette() {
        var smoke = Lines.from(0.86, 0.46).curve(0.96, 0.30, 0.60, 0.32, 0.68, 0.16);
        smoke.curve(0.74, 0.02, 0.92, 0.04, 0.88, 0.16).bend(0.85, 0.22, 0.79, 0.18);
        return List.of(
                solid(Tone.PALE, smoke.thick(0.055)),
                solid(Tone.DARK, turned(rounded(0.83, 0.57, 0.93, 0.77, 0.10), -25)),
                solid(Tone.WOOD, turned(rounded(-0.08, 0.57, 0.20, 0.77, 0.06), -25)),
                solid(Tone.MAIN, turned(box(0.17, 0.57, 0.86, 0.77), -25)),
                detail(Tone.LIGHT, turned(box(0.23, 0.585, 0.27, 0.755), -25)),
                detail(Tone.PALE, turned(circle(-0.01, 0.63, 0.02), -25)),
                detail(Tone.PALE, turned(circle(0.05, 0.71, 0.02), -25)),
                detail(Tone.PALE, turned(circle(0.11, 0.63, 0.02), -25)));
    }

    static List<Part> bomb() {
        var fuse = Lines.from(0.56, 0.34).curve(0.60, 0.06, 0.80, 0.06, 0.84, 0.26);
        return List.of(
                detail(Tone.WOOD, fuse.thick(0.065)),
                solid(Tone.SHADE, turned(rounded(0.36, 0.16, 0.60, 0.36, 0.04), 24)),
                solid(Tone.MAIN, circle(0.38, 0.62, 0.355)),
                detail(Tone.LIGHT, oval(0.23, 0.48, 0.09, 0.07)),
                solid(
                        Tone.PALE,
                        polygon(
                                0.84, 0.12, 0.88, 0.23, 0.99, 0.21, 0.925, 0.30, 0.99, 0.39, 0.88,
                                0.37, 0.84, 0.48, 0.80, 0.37, 0.69, 0.39, 0.755, 0.30, 0.69, 0.21,
                                0.80, 0.23)));
    }

    static List<Part> bottle() {
        var glass =
                Lines.from(0.38, 0.12)
                        .to(0.62, 0.12)
                        .to(0.62, 0.28)
                        .curve(0.62, 0.38, 0.80, 0.38, 0.80, 0.54);
        glass.to(0.80, 0.90)
                .bend(0.80, 0.98, 0.72, 0.98)
                .to(0.28, 0.98)
                .bend(0.20, 0.98, 0.20, 0.90);
        glass.to(0.20, 0.54).curve(0.20, 0.38, 0.38, 0.38, 0.38, 0.28);
        return List.of(
                solid(Tone.WOOD, rounded(0.41, 0.02, 0.59, 0.16, 0.04)),
                solid(Tone.MAIN, glass.closed()),
                solid(Tone.SHADE, rounded(0.35, 0.12, 0.65, 0.19, 0.04)),
                detail(Tone.PALE, box(0.215, 0.60, 0.785, 0.82)),
                detail(Tone.LIGHT, rounded(0.27, 0.47, 0.33, 0.58, 0.06)));
    }
}
