package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.oval;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.util.List;

/** Things to eat, ripe in any colour. */
final class Food {
    private Food() {}

    static List<Part> apple() {
        var fruit = Lines.from(0.5, 0.32).curve(0.40, 0.20, 0.04, 0.20, 0.04, 0.54);
        fruit.curve(0.04, 0.82, 0.26, 1.02, 0.40, 0.96).bend(0.5, 0.91, 0.60, 0.96);
        fruit.curve(0.74, 1.02, 0.96, 0.82, 0.96, 0.54).curve(0.96, 0.20, 0.60, 0.20, 0.5, 0.32);
        var leaf = Lines.from(0.53, 0.22).bend(0.58, 0.02, 0.86, 0.04).bend(0.80, 0.26, 0.53, 0.22);
        return List.of(
                solid(Tone.MAIN, fruit.closed()),
                detail(Tone.SHADE, oval(0.5, 0.345, 0.15, 0.035)),
                detail(Tone.WOOD, Lines.from(0.5, 0.34).bend(0.50, 0.18, 0.42, 0.07).thick(0.07)),
                solid(Tone.LEAF, leaf.closed()),
                detail(Tone.LIGHT, oval(0.22, 0.50, 0.07, 0.12)));
    }

    static List<Part> banana() {
        var peel =
                Lines.from(0.80, 0.16)
                        .bend(0.86, 0.12, 0.91, 0.16)
                        .curve(1.08, 0.62, 0.74, 0.92, 0.40, 0.91);
        peel.curve(0.22, 0.91, 0.08, 0.84, 0.04, 0.72).bend(0.04, 0.64, 0.12, 0.62);
        peel.curve(0.44, 0.66, 0.78, 0.54, 0.80, 0.16);
        var ridge = Lines.from(0.86, 0.22).curve(0.92, 0.58, 0.58, 0.82, 0.12, 0.74);
        return List.of(
                solid(Tone.WOOD, Lines.polygon(0.78, 0.05, 0.88, 0.03, 0.92, 0.20, 0.79, 0.20)),
                solid(Tone.MAIN, peel.closed()),
                detail(Tone.SHADE, ridge.thick(0.035)),
                detail(Tone.DARK, oval(0.06, 0.69, 0.045, 0.06)));
    }
}
