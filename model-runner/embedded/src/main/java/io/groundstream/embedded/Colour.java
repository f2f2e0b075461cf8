package io.groundstream.embedded;

import java.awt.Color;
import java.util.Locale;

/** The ten colours a thing can have, each with the word a caption uses for it. */
public enum Colour {
    RED(0xD8302F),
    ORANGE(0xF28C1E),
    YELLOW(0xF7D63A),
    GREEN(0x3C9F48),
    BLUE(0x2F62CC),
    PURPLE(0x7F3FB0),
    PINK(0xF28BB8),
    BROWN(0x7E4F2B),
    BLACK(0x2B2B30),
    WHITE(0xFAFAF8);

    private final Color main;

    Colour(int rgb) {
        this.main = new Color(rgb);
    }

    /** The word for this colour in a caption. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Color main() {
        return main;
    }

    Color shade() {
        return this == BLACK ? mix(main, Color.WHITE, 0.16) : mix(main, Color.BLACK, 0.18);
    }

    Color light() {
        return mix(main, Color.WHITE, this == BLACK ? 0.28 : 0.42);
    }

    Color outline() {
        return this == WHITE ? new Color(0x8A8A8C) : mix(main, Color.BLACK, 0.5);
    }

    static Color mix(Color from, Color to, double share) {
        return new Color(
                blend(from.getRed(), to.getRed(), share),
                blend(from.getGreen(), to.getGreen(), share),
                blend(from.getBlue(), to.getBlue(), share));
    }

    private static int blend(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
