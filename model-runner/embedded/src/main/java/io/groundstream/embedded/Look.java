package io.groundstream.embedded;

import java.util.List;
import java.util.random.RandomGenerator;

/** What a thing is to look like: its kind, colour and size. */
record Look(Kind kind, Colour colour, Size size) {
    private static final double SAME_KIND = 0.25;
    private static final double SAME_COLOUR = 0.15;

    /**
     * A look that can be seen before the background and that the world allows. Now and then it
     * takes the kind or the colour of a thing that is there, so that one word does not tell them
     * apart.
     */
    static Look draw(
            World world, Background background, List<Thing> others, RandomGenerator random) {
        double chance = random.nextDouble();
        while (true) {
            var kind = pick(Kind.values(), random);
            var colour = pick(Colour.values(), random);
            if (!others.isEmpty()) {
                var other = others.get(random.nextInt(others.size()));
                kind = chance < SAME_KIND ? other.kind() : kind;
                colour = chance > 1 - SAME_COLOUR ? other.colour() : colour;
            }
            if (world.shows(kind, colour) && !background.hides(colour)) {
                return new Look(kind, colour, pick(Size.values(), random));
            }
        }
    }

    private static <T> T pick(T[] values, RandomGenerator random) {
        return values[random.nextInt(values.length)];
    }
}
