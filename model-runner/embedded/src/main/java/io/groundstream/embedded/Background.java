package io.groundstream.embedded;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What lies behind the things: a setting in its chief colours, its details laid out by a seed. */
record Background(Setting setting, List<Color> colours, long seed) {
    /** The weighted distance below which a thing's colour is lost in that of the background. */
    private static final double LOST = 92;

    Background {
        colours = List.copyOf(colours);
    }

    static Background draw(Setting setting, RandomGenerator random) {
        return new Background(setting, colours(setting, random), random.nextLong());
    }

    private static List<Color> colours(Setting setting, RandomGenerator random) {
        return switch (setting) {
            case PLAIN, GRADIENT, DOTS, STRIPES, CHECKS, ROOM -> {
                double hue = random.nextDouble();
                yield List.of(
                        gentle(hue, random), gentle(hue + between(-0.3, 0.3, random), random));
            }
            case BRICKS -> {
                double hue = between(-0.04, 0.14, random);
                yield List.of(
                        hsb(hue, between(0.14, 0.34, random), between(0.62, 0.84, random)),
                        hsb(hue, 0.06, between(0.86, 0.93, random)));
            }
            case HILLS -> List.of(sky(random), green(0.22, 0.5, random));
            case MEADOW -> List.of(sky(random), green(0.22, 0.36, random));
            case SEA ->
                    List.of(
                            sky(random),
                            hsb(
                                    between(0.48, 0.6, random),
                                    between(0.28, 0.42, random),
                                    between(0.62, 0.8, random)));
            case NIGHT -> {
                double hue = between(0.6, 0.76, random);
                yield List.of(
                        hsb(hue, between(0.5, 0.65, random), between(0.18, 0.28, random)),
                        hsb(
                                hue + between(-0.04, 0.06, random),
                                between(0.35, 0.5, random),
                                between(0.38, 0.52, random)),
                        hsb(hue, 0.45, between(0.13, 0.2, random)));
            }
            case SNOW -> {
                double hue = between(0.54, 0.68, random);
                yield List.of(
                        hsb(hue, between(0.12, 0.28, random), between(0.66, 0.84, random)),
                        hsb(hue, between(0.06, 0.12, random), between(0.86, 0.94, random)));
            }
        };
    }

    private static Color gentle(double hue, RandomGenerator random) {
        return hsb(hue, between(0.08, 0.28, random), between(0.74, 0.94, random));
    }

    /** Mostly blue, at times the rose or gold of a morning. */
    private static Color sky(RandomGenerator random) {
        double hue =
                random.nextInt(4) == 0 ? between(0.94, 1.1, random) : between(0.52, 0.62, random);
        return hsb(hue, between(0.16, 0.34, random), between(0.82, 0.94, random));
    }

    private static Color green(double least, double most, RandomGenerator random) {
        return hsb(
                between(least, most, random),
                between(0.22, 0.38, random),
                between(0.62, 0.8, random));
    }

    private static Color hsb(double hue, double saturation, double brightness) {
        return Color.getHSBColor((float) hue, (float) saturation, (float) brightness);
    }

    private static double between(double least, double most, RandomGenerator random) {
        return random.nextDouble(least, most);
    }

    /** Whether a thing of this colour would hardly show before it. */
    boolean hides(Colour colour) {
        var seen =
                switch (setting) {
                    case PLAIN, DOTS, BRICKS -> colours.subList(0, 1);
                    default -> colours;
                };
        return seen.stream().anyMatch(chief -> distance(chief, colour.main()) < LOST);
    }

    /** The red-mean distance, which follows the eye better than the plain one; at most 765. */
    private static double distance(Color one, Color other) {
        double mean = (one.getRed() + other.getRed()) / 2.0;
        double red = one.getRed() - other.getRed();
        double green = one.getGreen() - other.getGreen();
        double blue = one.getBlue() - other.getBlue();
        return Math.sqrt(
                (2 + mean / 256) * red * red
                        + 4 * green * green
                        + (2 + (255 - mean) / 256) * blue * blue);
    }

    void paint(Graphics2D graphics, int width, int height) {
        var canvas = new Canvas(graphics, width, height, new SplittableRandom(seed));
        var first = colours.getFirst();
        var second = colours.get(1);
        switch (setting) {
            case PLAIN -> canvas.cover(first);
            case GRADIENT -> Patterns.gradient(canvas, first, second);
            case DOTS -> Patterns.dots(canvas, first, second);
            case STRIPES -> Patterns.stripes(canvas, first, second);
            case CHECKS -> Patterns.checks(canvas, first, second);
            case BRICKS -> Walls.bricks(canvas, first, second);
            case ROOM -> Walls.room(canvas, first, second);
            case HILLS -> Landscapes.hills(canvas, first, second);
            case MEADOW -> Landscapes.meadow(canvas, first, second);
            case SEA -> Landscapes.sea(canvas, first, second);
            case NIGHT -> Landscapes.night(canvas, first, second, colours.get(2));
            case SNOW -> Landscapes.snow(canvas, first, second);
        }
    }
}
