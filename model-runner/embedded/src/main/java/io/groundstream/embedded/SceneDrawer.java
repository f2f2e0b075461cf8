package io.groundstream.embedded;

import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Composes the scene of a seed: the same seed gives the same scene on every machine. */
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
    private static final int TRIES = 30;
    private static final double MARGIN = 0.012;

    /** Share of the smaller of two boxes that the other may cover. */
    private static final double COVERED = 0.1;

    /** Centres closer than this would leave the reading order in doubt. */
    private static final double APART = 0.05;

    private final World world;
    private final RandomGenerator random;
    private final Dimension picture;
    private final Background background;

    private SceneDrawer(World world, RandomGenerator random) {
        this.world = world;
        this.random = random;
        this.picture = PICTURES.get(random.nextInt(PICTURES.size()));
        this.background = Background.draw(world.setting(random), random);
    }

    static Scene compose(World world, Split split, long seed) {
        var random = new SplittableRandom(split.generatorSeed(seed));
        return compose(world, random, seed, world.things(random));
    }

    /** A scene of a training seed with at most so many things, for the first lessons. */
    static Scene compose(long seed, int most) {
        var random = new SplittableRandom(Split.TRAIN.generatorSeed(seed));
        int count = Math.min(World.STANDARD.things(random), 1 + random.nextInt(most));
        return compose(World.STANDARD, random, seed, count);
    }

    private static Scene compose(World world, SplittableRandom random, long seed, int count) {
        var drawer = new SceneDrawer(world, random);
        var picture = drawer.picture;
        var things = drawer.things(count);
        return new Scene(
                seed,
                picture.width,
                picture.height,
                drawer.background,
                world.style(random),
                Wear.draw(random),
                things);
    }

    private List<Thing> things(int count) {
        var things = new ArrayList<Thing>();
        for (int failures = 0; things.size() < count; ) {
            var next = place(things);
            next.ifPresent(things::add);
            if (next.isEmpty() && ++failures % TRIES == 0) {
                things.clear();
            }
        }
        things.sort(Comparator.comparingDouble(thing -> thing.box().centreX()));
        return things;
    }

    private Optional<Thing> place(List<Thing> others) {
        var look = Look.draw(world, background, others, random);
        double extent = random.nextDouble(look.size().least(), look.size().most());
        var pose = new Pose(picture, look.kind(), extent, random);
        for (int i = 0; i < TRIES; i++) {
            var thing = pose.anywhere(MARGIN, look.colour(), look.size(), random);
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
}
