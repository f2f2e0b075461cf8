package io.groundstream.embedded;

import static io.groundstream.embedded.Lines.circle;
import static io.groundstream.embedded.Lines.oval;
import static io.groundstream.embedded.Part.detail;
import static io.groundstream.embedded.Part.solid;

import java.util.List;

/** Small company, met between the beds and the pond. */
final class Garden {
    private Garden() {}

    static List<Part> duck() {
        var body = Lines.from(0.30, 0.52).bend(0.58, 0.56, 0.70, 0.56).bend(0.86, 0.54, 0.98, 0.38);
        body.curve(1.02, 0.74, 0.84, 0.94, 0.54, 0.94).curve(0.20, 0.94, 0.08, 0.70, 0.30, 0.52);
        var beak = Lines.from(0.18, 0.26).bend(0.06, 0.28, 0.02, 0.36).bend(0.08, 0.44, 0.22, 0.42);
        var wing =
                Lines.from(0.44, 0.66)
                        .bend(0.64, 0.64, 0.84, 0.60)
                        .curve(0.82, 0.86, 0.52, 0.90, 0.44, 0.66);
        return List.of(
                solid(Tone.WOOD, beak.closed()),
                solid(Tone.MAIN, body.closed()),
                solid(Tone.MAIN, circle(0.38, 0.29, 0.24)),
                detail(Tone.MAIN, oval(0.40, 0.54, 0.15, 0.10)),
                detail(Tone.SHADE, wing.closed()),
                detail(Tone.PALE, circle(0.31, 0.23, 0.065)),
                detail(Tone.DARK, circle(0.30, 0.235, 0.04)));
    }

    static List<Part> snail() {
        var foot =
                Lines.from(0.02, 0.90)
                        .bend(0.40, 0.78, 0.72, 0.72)
                        .curve(0.74, 0.62, 0.72, 0.50, 0.76, 0.44);
        foot.curve(0.84, 0.36, 0.96, 0.40, 0.96, 0.52).curve(0.96, 0.76, 0.92, 0.93, 0.70, 0.93);
        foot.to(0.10, 0.93).bend(0.03, 0.93, 0.02, 0.90);
        var spiral =
                Lines.from(0.42, 0.48).bend(0.50, 0.44, 0.50, 0.53).bend(0.46, 0.64, 0.34, 0.58);
        spiral.curve(0.20, 0.48, 0.32, 0.28, 0.46, 0.30).curve(0.66, 0.34, 0.66, 0.56, 0.58, 0.66);
        return List.of(
                detail(Tone.DARK, Lines.from(0.82, 0.46).to(0.78, 0.24).thick(0.035)),
                detail(Tone.DARK, Lines.from(0.90, 0.46).to(0.94, 0.25).thick(0.035)),
                detail(Tone.DARK, circle(0.78, 0.23, 0.04)),
                detail(Tone.DARK, circle(0.94, 0.24, 0.04)),
                solid(Tone.PALE, foot.closed()),
                solid(Tone.MAIN, circle(0.41, 0.49, 0.36)),
                detail(Tone.SHADE, spiral.thick(0.06)),
                detail(Tone.LIGHT, oval(0.25, 0.29, 0.07, 0.05)),
                detail(Tone.DARK, circle(0.88, 0.54, 0.03)));
    }
}
