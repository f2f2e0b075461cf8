package io.groundstream.embedded;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which things are meant: those of a size, a colour and a kind, each of which may be left open. */
record Pick(List<Size> size, List<Colour> colour, List<Kind> kind) {
    /** Looser ones first: by one property, by two, by all three. */
    static List<Pick> of(Thing thing) {
        return List.of(
                of(thing, false, false, true),
                of(thing, false, true, false),
                of(thing, true, false, false),
                of(thing, false, true, true),
                of(thing, true, false, true),
                of(thing, true, true, false),
                of(thing, true, true, true));
    }

    /** Those with a kind that fit this thing and no other in the scene; never none. */
    static List<Pick> naming(Thing thing, Scene scene) {
        return of(thing).stream()
                .filter(pick -> !pick.kind().isEmpty() && pick.in(scene).size() == 1)
                .toList();
    }

    private static Pick of(Thing thing, boolean size, boolean colour, boolean kind) {
        return new Pick(
                size ? List.of(thing.size()) : List.of(),
                colour ? List.of(thing.colour()) : List.of(),
                kind ? List.of(thing.kind()) : List.of());
    }

    static Pick anything() {
        return new Pick(List.of(), List.of(), List.of());
    }

    static Pick of(Colour colour, Kind kind) {
        return new Pick(List.of(), List.of(colour), List.of(kind));
    }

    boolean fits(Thing thing) {
        return (size.isEmpty() || size.contains(thing.size()))
                && (colour.isEmpty() || colour.contains(thing.colour()))
                && (kind.isEmpty() || kind.contains(thing.kind()));
    }

    List<Thing> in(Scene scene) {
        return scene.things().stream().filter(this::fits).toList();
    }

    /** The words without an article: "small red car", "blue thing". */
    String noun() {
        return Stream.of(
                        size.stream().map(Size::word),
                        colour.stream().map(Colour::word),
                        Stream.of(kind.isEmpty() ? "thing" : kind.getFirst().word()))
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
    }
}
