package io.groundstream.embedded;

import java.awt.geom.AffineTransform;

/** One thing in a scene, with its exact box and the placement (in pixels) that gave it that box. */
public record Thing(Kind kind, Colour colour, Size size, Box box, AffineTransform placement) {
    public Thing {
        placement = new AffineTransform(placement);
    }

    /** The noun phrase that a careful person would use: "a large red car". */
    public String phrase() {
        return "a " + size.word() + " " + noun();
    }

    /** Its colour and kind: "red car". */
    String noun() {
        return colour.word() + " " + kind.word();
    }

    boolean looksLike(Thing other) {
        return kind == other.kind && colour == other.colour && size == other.size;
    }
}
