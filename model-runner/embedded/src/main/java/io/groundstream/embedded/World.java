package io.groundstream.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Families of scenes: the one that a model is trained on, and those that no model has seen. */
public enum World {
    /** One to five things in the settings and styles of training. */
    STANDARD,
    /** Each thing is of a kind and colour that training never combined. */
    NEW_PAIRS,
    /** A setting that training never showed. */
    NEW_SETTING,
    /** A style that training never showed. */
    NEW_STYLE,
    /** Six to eight things. */
    CROWDED;

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<Colour> COLOURS = List.of(Colour.values());
    private static final List<Setting> SETTINGS = without(Setting.values(), Setting.SNOW);
    private static final List<Style> STYLES = without(Style.values(), Style.STIPPLED);

    private static <T> List<T> without(T[] values, T heldOut) {
        return Arrays.stream(values).filter(value -> !value.equals(heldOut)).toList();
    }

    int things(RandomGenerator random) {
        return this == CROWDED ? random.nextInt(6, 9) : random.nextInt(1, 6);
    }

    Setting setting(RandomGenerator random) {
        return this == NEW_SETTING ? Setting.SNOW : SETTINGS.get(random.nextInt(SETTINGS.size()));
    }

    Style style(RandomGenerator random) {
        return this == NEW_STYLE ? Style.STIPPLED : STYLES.get(random.nextInt(STYLES.size()));
    }

    /** Whether things of this kind and colour may be shown: one pair in twenty is kept back. */
    boolean shows(Kind kind, Colour colour) {
        boolean keptBack = (3 * KINDS.indexOf(kind) + COLOURS.indexOf(colour)) % 20 == 7;
        return keptBack == (this == NEW_PAIRS);
    }
}
