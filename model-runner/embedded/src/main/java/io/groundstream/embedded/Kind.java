package io.groundstream.embedded;

import java.util.Locale;

/** The kinds of thing a scene can show, each with the word a caption uses for it. */
public enum Kind {
    BALL,
    STAR,
    HEART,
    MOON,
    HOUSE,
    CAR,
    BOAT,
    TREE,
    FLOWER,
    MUSHROOM,
    FISH,
    CAT,
    BUTTERFLY,
    CUP,
    UMBRELLA,
    CROWN,
    ROCKET,
    TRAIN,
    CASTLE,
    TENT,
    CACTUS,
    DUCK,
    SNAIL,
    APPLE,
    BANANA,
    HAMMER,
    KEY,
    CHAIR,
    KNIFE,
    BOTTLE,
    CIGARETTE,
    BOMB;

    /** The word for this kind in a caption. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
