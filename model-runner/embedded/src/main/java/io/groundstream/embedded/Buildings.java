package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.box;
import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.polygon;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.awt.geom.Area;
import java.util.List;

/** Places to sleep in, from the grand to the modest. */
final class Buildings {
    private Buildings() {}

    static List<Part> house() {
        return List.of(
                solid(Tone.SHADE, box(0.68, 0.08, 0.82, 0.40)),
                solid(Tone.MAIN, box(0.12, 0.44, 0.88, 0.97)),
                solid(Tone.SHADE, polygon(0.02, 0.46, 0.5, 0.04, 0.98, 0.46)),
                detail(Tone.DARK, box(0.55, 0.62, 0.75, 0.97)),
                detail(Tone.PALE, box(0.22, 0.56, 0.45, 0.77)),
                detail(Tone.DARK, box(0.325, 0.56, 0.345, 0.77)));
    }

    static List<Part> castle() {
        var walls = new Area(box(0.22, 0.46, 0.78, 0.97));
        for (double x : new double[] {0.36, 0.56}) {
            walls.add(new Area(box(x, 0.37, x + 0.08, 0.50)));
        }
        for (double x : new double[] {0.02, 0.70}) {
            walls.add(new Area(box(x + 0.03, 0.30, x + 0.25, 0.97)));
            walls.add(new Area(box(x, 0.24, x + 0.28, 0.38)));
            for (int i = 0; i < 3; i++) {
                walls.add(new Area(box(x + 0.105 * i, 0.14, x + 0.105 * i + 0.07, 0.28)));
            }
        }
        var gate = new Area(circle(0.5, 0.74, 0.12));
        gate.add(new Area(box(0.38, 0.74, 0.62, 0.97)));
        return List.of(
                solid(Tone.MAIN, walls),
                detail(Tone.SHADE, box(0.05, 0.38, 0.27, 0.42)),
                detail(Tone.SHADE, box(0.73, 0.38, 0.95, 0.42)),
                detail(Tone.DARK, gate),
                detail(Tone.PALE, Lines.rounded(0.12, 0.49, 0.20, 0.66, 0.08)),
                detail(Tone.PALE, Lines.rounded(0.80, 0.49, 0.88, 0.66, 0.08)));
    }

    static List<Part> tent() {
        var side =
                Lines.from(0.36, 0.16).bend(0.56, 0.24, 0.76, 0.18).to(0.98, 0.82).to(0.66, 0.93);
        return List.of(
                detail(Tone.WOOD, Lines.from(0.36, 0.20).to(0.34, 0.08).thick(0.05)),
                detail(Tone.WOOD, Lines.from(0.76, 0.22).to(0.76, 0.11).thick(0.05)),
                solid(Tone.MAIN, side.closed()),
                solid(Tone.MAIN, polygon(0.36, 0.16, 0.66, 0.93, 0.02, 0.88)),
                detail(Tone.DARK, polygon(0.36, 0.32, 0.50, 0.90, 0.22, 0.88)),
                detail(
                        Tone.LIGHT,
                        Lines.from(0.36, 0.32)
                                .bend(0.44, 0.56, 0.58, 0.64)
                                .to(0.50, 0.90)
                                .closed()));
    }
}
