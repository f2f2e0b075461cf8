package io.groundstream.embedded;

import java.awt.Color;

/** The role that a part's paint plays in a figure; most roles follow the colour of the thing. */
enum Tone {
    MAIN,
    SHADE,
    LIGHT,
    PALE,
    DARK,
    WOOD,
    LEAF;

    /** The paint of this role; what would be lost on the thing's own colour gives way a little. */
    Color in(Colour colour) {
        return switch (this) {
            case MAIN -> colour.main();
            case SHADE -> colour.shade();
            case LIGHT -> colour == Colour.WHITE ? new Color(0xE3E6EA) : colour.light();
            case PALE -> new Color(colour == Colour.WHITE ? 0xEFE6CE : 0xFFF6E0);
            case DARK -> new Color(colour == Colour.BLACK ? 0x595962 : 0x3A3A40);
            case WOOD -> new Color(colour == Colour.BROWN ? 0xB59A78 : 0x8A6A4C);
            case LEAF -> new Color(0x7FA36B);
        };
    }
}
