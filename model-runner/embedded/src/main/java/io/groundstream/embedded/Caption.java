package io.groundstream.embedded;

import java.util.ArrayList;
import java.util.List;

/** The sentence that describes a scene, and where in it each thing is named. */
public record Caption(String text, List<Phrase> phrases) {
    private static final String OPENING = "An image of ";

    /** A noun phrase and its span, [start, end), in Unicode code points of the caption. */
    public record Phrase(String text, int start, int end, Thing thing) {}

    public Caption {
        phrases = List.copyOf(phrases);
    }

    /** Names the things in the order given: commas between them, "and" before the last. */
    static Caption of(List<Thing> things) {
        var text = new StringBuilder(OPENING);
        var phrases = new ArrayList<Phrase>();
        for (int i = 0; i < things.size(); i++) {
            if (i > 0) {
                text.append(i == things.size() - 1 ? " and " : ", ");
            }
            int start = text.codePointCount(0, text.length());
            var phrase = things.get(i).phrase();
            text.append(phrase);
            phrases.add(
                    new Phrase(
                            phrase,
                            start,
                            start + phrase.codePointCount(0, phrase.length()),
                            things.get(i)));
        }
        return new Caption(text.append('.').toString(), phrases);
    }
}
