package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.box;
import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.oval;
import static io.groundstream.embedded.Lines.rounded;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.awt.geom.Area;
import java.util.ArrayList;
import java.util.List;

/** Things that grow. */
final class Plants {
    private Plants() {}

    static List<Part> tree() {
        var crown = new Area(circle(0.30, 0.46, 0.22));
        crown.add(new Area(circle(0.70, 0.46, 0.22)));
        crown.add(new Area(circle(0.5, 0.27, 0.24)));
        crown.add(new Area(circle(0.5, 0.50, 0.22)));
        return List.of(
                solid(Tone.WOOD, Lines.polygon(0.43, 0.60, 0.57, 0.60, 0.61, 0.98, 0.39, 0.98)),
                solid(Tone.MAIN, crown),
                detail(Tone.LIGHT, circle(0.42, 0.24, 0.06)),
                detail(Tone.SHADE, circle(0.64, 0.50, 0.06)));
    }

    static List<Part> flower() {
        var parts = new ArrayList<Part>();
        parts.add(detail(Tone.LEAF, box(0.47, 0.55, 0.53, 0.99)));
        parts.add(solid(Tone.LEAF, oval(0.70, 0.88, 0.18, 0.07)));
        for (int i = 0; i < 6; i++) {
            double angle = Math.PI * i / 3;
            double x = 0.5 + 0.27 * Math.cos(angle);
            parts.add(solid(Tone.MAIN, circle(x, 0.40 + 0.25 * Math.sin(angle), 0.155)));
        }
        parts.add(solid(Tone.PALE, circle(0.5, 0.40, 0.14)));
        return List.copyOf(parts);
    }

    static List<Part> mushroom() {
        var cap = Lines.from(0.03, 0.56).curve(0.02, -0.12, 0.98, -0.12, 0.97, 0.56);
        cap.bend(0.5, 0.66, 0.03, 0.56);
        var stem = Lines.from(0.36, 0.56).bend(0.40, 0.78, 0.32, 0.97).to(0.68, 0.97);
        stem.bend(0.60, 0.78, 0.64, 0.56);
        return List.of(
                solid(Tone.PALE, stem.closed()),
                solid(Tone.MAIN, cap.closed()),
                detail(Tone.PALE, oval(0.30, 0.34, 0.09, 0.08)),
                detail(Tone.PALE, oval(0.58, 0.20, 0.09, 0.07)),
                detail(Tone.PALE, oval(0.76, 0.42, 0.07, 0.07)));
    }

    static List<Part> cactus() {
        var left =
                Lines.from(0.42, 0.56).to(0.28, 0.56).bend(0.16, 0.56, 0.16, 0.44).to(0.16, 0.32);
        var right =
                Lines.from(0.58, 0.46).to(0.72, 0.46).bend(0.84, 0.46, 0.84, 0.34).to(0.84, 0.22);
        var green = new Area(rounded(0.34, 0.02, 0.66, 0.90, 0.32));
        green.add(new Area(left.thick(0.19)));
        green.add(new Area(right.thick(0.19)));
        return List.of(
                solid(Tone.MAIN, green),
                detail(Tone.LIGHT, rounded(0.41, 0.14, 0.45, 0.66, 0.04)),
                detail(Tone.LIGHT, rounded(0.55, 0.14, 0.59, 0.66, 0.04)),
                solid(Tone.WOOD, Lines.polygon(0.24, 0.78, 0.76, 0.78, 0.70, 0.98, 0.30, 0.98)),
                solid(Tone.WOOD, box(0.20, 0.72, 0.80, 0.81)));
    }
}
