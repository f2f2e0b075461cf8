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

    Color in(Colour colour) {
        return switch (this) {
            case MAIN -> colour.main();
            case SHADE -> colour.shade();
            case LIGHT -> colour.light();
            case PALE -> new Color(0xFFF6E0);
            case DARK -> new Color(0x3A3A40);
            case WOOD -> new Color(0x8A6A4C);
            case LEAF -> new Color(0x7FA36B);
        };
    }
}
