package io.groundstream.embedded;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The figure of each kind, built once. */
final class Figures {
    private static final Map<Kind, Figure> ALL = new EnumMap<>(Kind.class);

    static {
        for (var kind : Kind.values()) {
            ALL.put(kind, new Figure(parts(kind)));
        }
    }

    private Figures() {}

    static Figure of(Kind kind) {
        return Objects.requireNonNull(ALL.get(kind));
    }

    private static List<Part> parts(Kind kind) {
        return switch (kind) {
            case BALL -> Toys.ball();
            case STAR -> Toys.star();
            case HEART -> Toys.heart();
            case MOON -> Toys.moon();
            case HOUSE -> Buildings.house();
            case CAR -> Vehicles.car();
            case BOAT -> Vehicles.boat();
            case TREE -> Plants.tree();
            case FLOWER -> Plants.flower();
            case MUSHROOM -> Plants.mushroom();
            case FISH -> Animals.fish();
            case CAT -> Animals.cat();
            case BUTTERFLY -> Animals.butterfly();
            case CUP -> Household.cup();
            case UMBRELLA -> Household.umbrella();
            case CROWN -> Household.crown();
            case ROCKET -> Vehicles.rocket();
            case TRAIN -> Vehicles.train();
            case CASTLE -> Buildings.castle();
            case TENT -> Buildings.tent();
            case CACTUS -> Plants.cactus();
            case DUCK -> Garden.duck();
            case SNAIL -> Garden.snail();
            case APPLE -> Food.apple();
            case BANANA -> Food.banana();
            case HAMMER -> Tools.hammer();
            case KEY -> Tools.key();
            case CHAIR -> Household.chair();
            case KNIFE -> Dangers.knife();
            case BOTTLE -> Dangers.bottle();
            case CIGARETTE -> Dangers.cigarette();
            case BOMB -> Dangers.bomb();
        };
    }
}
