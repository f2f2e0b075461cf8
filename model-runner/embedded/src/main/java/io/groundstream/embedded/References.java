package io.groundstream.embedded;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Expressions that pick out things by what they look like and where they are. */
final class References {
    private final Scene scene;
    private final RandomGenerator random;

    References(Scene scene, RandomGenerator random) {
        this.scene = scene;
        this.random = random;
    }

    /** "the red car", "the small things", "the blue cup left of the tree"; often nothing clear. */
    Optional<Exam.Refer> next() {
        var thing = any(scene.things());
        var pick = random.nextInt(8) == 0 ? Pick.anything() : any(Pick.of(thing));
        return scene.things().size() == 1 || random.nextInt(3) == 0
                ? Optional.of(refer(pick, "", pick.in(scene)))
                : beside(pick);
    }

    private Optional<Exam.Refer> beside(Pick pick) {
        var anchor = any(scene.things());
        var side = any(List.of(Side.values()));
        var others = pick.in(scene).stream().filter(thing -> !thing.equals(anchor)).toList();
        if (others.stream().anyMatch(thing -> !side.isClear(thing, anchor))) {
            return Optional.empty();
        }
        var meant = others.stream().filter(thing -> side.holds(thing, anchor)).toList();
        return meant.isEmpty()
                ? Optional.empty()
                : name(anchor).map(name -> refer(pick, " " + side.words() + " " + name, meant));
    }

    /** A name that fits this thing alone: "the tree", or where there are several "the red tree". */
    Optional<String> name(Thing thing) {
        var names = Pick.naming(thing, scene);
        return names.isEmpty() ? Optional.empty() : Optional.of("the " + any(names).noun());
    }

    private static Exam.Refer refer(Pick pick, String rest, List<Thing> meant) {
        var noun = meant.size() == 1 ? pick.noun() : Words.plural(pick.noun());
        return new Exam.Refer("the " + noun + rest, meant.stream().map(Thing::box).toList());
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
