package io.groundstream.embedded;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Questions with their answers: what, what colour, how many, where, and yes or no. */
final class Questions {
    private final Scene scene;
    private final RandomGenerator random;
    private final References references;

    Questions(Scene scene, RandomGenerator random) {
        this.scene = scene;
        this.random = random;
        this.references = new References(scene, random);
    }

    /** The next question; empty where the one that came to mind has no clear answer. */
    Optional<Exam.Question> next() {
        var thing = any(scene.things());
        return switch (random.nextInt(7)) {
            case 0 -> colour(thing);
            case 1 -> Optional.of(count(thing));
            case 2 -> what(thing);
            case 3 -> where(thing);
            case 4 -> Optional.of(exists(thing));
            case 5 -> hasColour(thing);
            default -> isBeside(thing);
        };
    }

    private Optional<Exam.Question> colour(Thing thing) {
        return nameWithoutColour(thing)
                .map(name -> question("What colour is " + name + "?", thing.colour().word()));
    }

    private Exam.Question count(Thing thing) {
        var pick = random.nextInt(5) == 0 ? Pick.anything() : any(Pick.of(thing));
        if (random.nextInt(6) == 0) {
            pick = Pick.of(thing.colour(), any(List.of(Kind.values())));
        }
        return question(
                "How many " + Words.plural(pick.noun()) + " are there?",
                Words.number(pick.in(scene).size()));
    }

    private Optional<Exam.Question> what(Thing anchor) {
        var side = any(List.of(Side.values()));
        var others = scene.things().stream().filter(thing -> !thing.equals(anchor)).toList();
        var there = others.stream().filter(thing -> side.holds(thing, anchor)).toList();
        boolean clear = others.stream().allMatch(thing -> side.isClear(thing, anchor));
        return clear && there.size() == 1
                ? references.name(anchor).map(name -> what(side, name, there.getFirst()))
                : Optional.empty();
    }

    private static Exam.Question what(Side side, String name, Thing answer) {
        return new Exam.Question(
                "What is " + side.words() + " " + name + "?",
                Words.a(answer.noun()),
                Optional.of(answer.box()));
    }

    private Optional<Exam.Question> where(Thing thing) {
        var place = Place.of(thing.box());
        return place.isEmpty()
                ? Optional.empty()
                : references
                        .name(thing)
                        .map(name -> question("Where is " + name + "?", place.get().words()));
    }

    private Exam.Question exists(Thing thing) {
        var pick =
                switch (random.nextInt(4)) {
                    case 0 -> Pick.of(any(List.of(Colour.values())), thing.kind());
                    case 1 -> Pick.of(thing.colour(), any(List.of(Kind.values())));
                    default -> Pick.of(thing.colour(), thing.kind());
                };
        return yesOrNo("Is there " + Words.a(pick.noun()) + "?", !pick.in(scene).isEmpty());
    }

    private Optional<Exam.Question> hasColour(Thing thing) {
        var colour = random.nextBoolean() ? thing.colour() : any(List.of(Colour.values()));
        return nameWithoutColour(thing)
                .map(
                        name ->
                                yesOrNo(
                                        "Is " + name + " " + colour.word() + "?",
                                        colour == thing.colour()));
    }

    private Optional<Exam.Question> isBeside(Thing thing) {
        var anchor = any(scene.things());
        var side = any(List.of(Side.values()));
        if (anchor.equals(thing) || !side.isClear(thing, anchor)) {
            return Optional.empty();
        }
        return references
                .name(thing)
                .flatMap(
                        one ->
                                references
                                        .name(anchor)
                                        .map(
                                                other ->
                                                        yesOrNo(
                                                                "Is %s %s %s?"
                                                                        .formatted(
                                                                                one,
                                                                                side.words(),
                                                                                other),
                                                                side.holds(thing, anchor))));
    }

    private Optional<String> nameWithoutColour(Thing thing) {
        var picks =
                Pick.naming(thing, scene).stream().filter(pick -> pick.colour().isEmpty()).toList();
        return picks.isEmpty() ? Optional.empty() : Optional.of("the " + any(picks).noun());
    }

    private static Exam.Question yesOrNo(String text, boolean yes) {
        return question(text, yes ? "yes" : "no");
    }

    private static Exam.Question question(String text, String answer) {
        return new Exam.Question(text, answer);
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
