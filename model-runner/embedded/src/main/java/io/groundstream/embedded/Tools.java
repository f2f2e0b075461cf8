package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.box;
import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.rounded;
import static io.groundstream.embedded.Lines.turned;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.awt.geom.Area;
import java.util.List;

/** Things that fit a hand and a purpose. */
final class Tools {
    private Tools() {}

    static List<Part> hammer() {
        var head = Lines.from(0.08, 0.16).to(0.24, 0.16).to(0.28, 0.20).to(0.54, 0.20);
        head.curve(0.72, 0.18, 0.86, 0.26, 0.94, 0.46).curve(0.84, 0.42, 0.74, 0.43, 0.62, 0.48);
        head.to(0.28, 0.48).to(0.24, 0.52).to(0.08, 0.52);
        return List.of(
                solid(Tone.WOOD, turned(rounded(0.37, 0.12, 0.53, 1.06, 0.08), 35)),
                solid(Tone.MAIN, turned(head.closed(), 35)),
                detail(Tone.SHADE, turned(box(0.23, 0.19, 0.28, 0.49), 35)),
                detail(Tone.LIGHT, turned(rounded(0.32, 0.25, 0.60, 0.31, 0.06), 35)));
    }

    static List<Part> key() {
        var shape = new Area(circle(0.5, 0.17, 0.26));
        shape.add(new Area(rounded(0.42, 0.36, 0.58, 1.02, 0.06)));
        shape.add(new Area(box(0.54, 0.68, 0.77, 0.79)));
        shape.add(new Area(box(0.54, 0.87, 0.70, 0.99)));
        shape.subtract(new Area(circle(0.5, 0.14, 0.11)));
        return List.of(
                solid(Tone.MAIN, turned(shape, -45)),
                detail(Tone.SHADE, turned(box(0.435, 0.46, 0.565, 0.53), -45)));
    }
}
