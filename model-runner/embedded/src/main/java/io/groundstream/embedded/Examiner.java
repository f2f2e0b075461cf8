package io.groundstream.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Thinks of what can be asked about a scene. Only what has one clear answer is asked. */
final class Examiner {
    private static final int TRIES = 40;

    /** So that questions do not follow from the dice that drew the scene. */
    private static final long ANOTHER_STREAM = 0x5DEECE66DL;

    private Examiner() {}

    /** At most so many expressions and so many questions; a scene may have fewer. */
    static Exam examine(Scene scene, int most) {
        var random = new SplittableRandom(scene.seed() ^ ANOTHER_STREAM);
        return new Exam(
                some(most, new References(scene, random)::next),
                scene.things().stream()
                        .map(thing -> new Exam.Region(thing.box(), thing, thing.phrase()))
                        .toList(),
                some(most, new Questions(scene, random)::next));
    }

    private static <T> List<T> some(int most, Supplier<Optional<T>> source) {
        var found = new ArrayList<T>();
        for (int i = 0; i < TRIES && found.size() < most; i++) {
            source.get().filter(next -> !found.contains(next)).ifPresent(found::add);
        }
        return found;
    }
}
