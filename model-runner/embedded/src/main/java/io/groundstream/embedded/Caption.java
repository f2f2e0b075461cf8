package io.groundstream.embedded;

import java.util.ArrayList;
import java.util.List;

/** Sentences that describe a scene, and where in them each thing is named. */
public record Caption(String text, List<Phrase> phrases) {
    private static final String OPENING = "An image of ";
    private static final int MOST_RELATIONS = 2;

    /** A noun phrase and its span, [start, end), in Unicode code points of the caption. */
    public record Phrase(String text, int start, int end, Thing thing) {}

    public Caption {
        phrases = List.copyOf(phrases);
    }

    /** "An image of a large red car and a small green tree." */
    static Caption brief(List<Thing> things) {
        var text = new StringBuilder(OPENING);
        return new Caption(text, list(things, text)).ended("");
    }

    /**
     * "There are two things under the night sky: a large red car and a small green tree. The car is
     * left of the tree." Neighbours in reading order whose sides are clear are related, the first
     * two pairs of them.
     */
    static Caption detailed(Scene scene) {
        var things = scene.things();
        var text = new StringBuilder();
        text.append(things.size() == 1 ? "There is one thing " : "There are ");
        if (things.size() > 1) {
            text.append(Words.number(things.size())).append(" things ");
        }
        text.append(scene.background().setting().words()).append(": ");
        var phrases = list(things, text);
        return new Caption(text, phrases).ended(relations(scene));
    }

    private Caption(StringBuilder text, List<Phrase> phrases) {
        this(text.toString(), phrases);
    }

    private Caption ended(String rest) {
        return new Caption(text + "." + rest, phrases);
    }

    private static List<Phrase> list(List<Thing> things, StringBuilder text) {
        var phrases = new ArrayList<Phrase>();
        for (int i = 0; i < things.size(); i++) {
            text.append(Words.between(i, things.size()));
            int start = text.codePointCount(0, text.length());
            var phrase = things.get(i).phrase();
            text.append(phrase);
            int end = start + phrase.codePointCount(0, phrase.length());
            phrases.add(new Phrase(phrase, start, end, things.get(i)));
        }
        return phrases;
    }

    private static String relations(Scene scene) {
        var sentences = new ArrayList<String>();
        for (int i = 1; i < scene.things().size() && sentences.size() < MOST_RELATIONS; i++) {
            var left = scene.things().get(i - 1);
            var right = scene.things().get(i);
            var side = Side.of(left, right);
            if (side.holds(left, right)) {
                sentences.add(
                        " The %s is %s the %s."
                                .formatted(
                                        shortest(left, scene),
                                        side.words(),
                                        shortest(right, scene)));
            }
        }
        return String.join("", sentences);
    }

    private static String shortest(Thing thing, Scene scene) {
        return Pick.naming(thing, scene).getFirst().noun();
    }
}
