package io.groundstream.embedded;

import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Composes the scene of a seed: the same seed and split give the same scene on every machine. */
final class SceneDrawer {
    private static final List<Dimension> PICTURES =
            List.of(
                    new Dimension(448, 336),
                    new Dimension(512, 384),
                    new Dimension(640, 480),
                    new Dimension(600, 400),
                    new Dimension(480, 480),
                    new Dimension(400, 400),
                    new Dimension(384, 512));
    private static final int MOST_THINGS = 3;
    private static final int TRIES = 30;
    private static final double MARGIN = 0.012;
    private static final double COVERED = 0.04;

    /** Centres closer than this would leave the reading order in doubt. */
    private static final double APART = 0.06;

    private final RandomGenerator random;
    private final Dimension picture;

    private SceneDrawer(RandomGenerator random) {
        this.random = random;
        this.picture = PICTURES.get(random.nextInt(PICTURES.size()));
    }

    static Scene compose(Split split, long seed) {
        var drawer = new SceneDrawer(new SplittableRandom(split.generatorSeed(seed)));
        var background = Background.draw(drawer.random);
        var things = drawer.things(1 + drawer.random.nextInt(MOST_THINGS));
        return new Scene(seed, drawer.picture.width, drawer.picture.height, background, things);
    }

    private List<Thing> things(int count) {
        while (true) {
            var things = new ArrayList<Thing>();
            while (things.size() < count) {
                var next = place(things);
                if (next.isEmpty()) {
                    break;
                }
                things.add(next.get());
            }
            if (things.size() == count) {
                things.sort(Comparator.comparingDouble(thing -> thing.box().centreX()));
                return things;
            }
        }
    }

    private Optional<Thing> place(List<Thing> others) {
        var kind = pick(Kind.values());
        var colour = pick(Colour.values());
        var size = pick(Size.values());
        double extent =
                random.nextDouble(size.least(), size.most())
                        * Math.min(picture.width, picture.height);
        for (int i = 0; i < TRIES; i++) {
            var thing = new Pose(kind, extent, random).anywhere(picture, MARGIN, colour, size);
            if (others.stream().allMatch(other -> fits(thing, other))) {
                return Optional.of(thing);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Thing thing, Thing other) {
        double least = Math.min(thing.box().area(), other.box().area());
        return !thing.looksLike(other)
                && Math.abs(thing.box().centreX() - other.box().centreX()) >= APART
                && thing.box().overlap(other.box()) <= COVERED * least;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
