package io.groundstream.embedded;

/** What lies behind the things of a scene, with the words a detailed caption uses for it. */
public enum Setting {
    PLAIN("on a plain background"),
    GRADIENT("on a gradient background"),
    DOTS("on a dotted background"),
    STRIPES("on a striped background"),
    CHECKS("on a checked background"),
    BRICKS("in front of a wall"),
    ROOM("in a room"),
    HILLS("in front of hills"),
    MEADOW("under the sky on grass"),
    SEA("under the sky by the sea"),
    NIGHT("under the night sky"),
    /** Falling snow; no model was trained on it. */
    SNOW("in the snow");

    private final String words;

    Setting(String words) {
        this.words = words;
    }

    /** Where the things are: "under the night sky". */
    public String words() {
        return words;
    }
}
