package io.groundstream.local.terminal;

/** How a part of a text looks, in the eight colours that every terminal has. */
public enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34"),
    MAGENTA("35"),
    CYAN("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** What switches from any style to this one. */
    String sequence() {
        return this == PLAIN ? "\u001b[0m" : "\u001b[0;" + code + "m";
    }
}
